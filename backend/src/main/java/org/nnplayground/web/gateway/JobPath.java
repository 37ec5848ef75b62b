package org.nnplayground.web.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nnplayground.web.filter.RequestPath;
import org.springframework.web.server.ServerWebExchange;

/**
 * The path of a request about one job, without the prefix {@code /embed}.
 *
 * @param job its id
 * @param rest the path below the job, empty or with a leading slash
 */
record JobPath(String job, String rest) {

    private static final Pattern PATH = Pattern.compile("/api/v1/jobs/([0-9a-f]{32})(/.*)?");

    /** The path as the router reads it; null if it is not that of a job. */
    static @Nullable JobPath of(ServerWebExchange exchange) {
        Matcher path = PATH.matcher(RequestPath.of(exchange));
        if (!path.matches()) {
            return null;
        }
        String rest = path.group(2);
        return new JobPath(path.group(1), rest == null ? "" : rest);
    }

    boolean isStream() {
        return rest.equals("/events");
    }
}
