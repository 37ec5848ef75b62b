package org.nnplayground.web.filter;

import org.springframework.http.HttpHeaders;

/**
 * The headers {@code RateLimit-Policy} and {@code RateLimit} of a response (draft-ietf-httpapi-ratelimit-headers-10):
 * lists of structured fields with one item per token bucket that the request has counted in.
 *
 * <p>In the policy, {@code q} is the capacity of the bucket and {@code w} the seconds in which it becomes full if it is
 * empty. In the limit, {@code r} is the number of requests left and {@code t} the seconds until the bucket is full.
 */
record RateLimitHeaders(HttpHeaders headers) {

    static final String POLICY = "RateLimit-Policy";
    static final String LIMIT = "RateLimit";

    /** @param window seconds */
    void add(String name, long capacity, double window, long remaining) {
        long seconds = (long) Math.ceil(window);
        long reset = (long) Math.ceil(window * (capacity - remaining) / capacity);
        append(POLICY, "\"" + name + "\";q=" + capacity + ";w=" + Math.max(1, seconds));
        append(LIMIT, "\"" + name + "\";r=" + remaining + ";t=" + reset);
    }

    private void append(String header, String item) {
        String before = headers.getFirst(header);
        headers.set(header, before == null ? item : before + ", " + item);
    }
}
