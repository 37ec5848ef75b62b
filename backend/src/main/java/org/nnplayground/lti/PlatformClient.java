package org.nnplayground.lti;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nnplayground.outbound.OutboundClient;
import org.nnplayground.outbound.OutboundClient.Request;
import org.nnplayground.outbound.OutboundClient.Response;
import reactor.core.publisher.Mono;

/**
 * Calls platforms: public addresses over HTTPS only, unless the settings allow others; within
 * {@code playground.lti.timeout}; without redirects; with responses of at most {@link #MAX_BYTES}.
 */
public final class PlatformClient {

    static final int MAX_BYTES = 1 << 20;

    private final OutboundClient http;
    private final boolean plainHttp;

    PlatformClient(LtiSettings settings, OutboundClient.Resolver names) {
        this.http = new OutboundClient(settings.allowPrivateAddresses(), settings.timeout(), names);
        this.plainHttp = settings.allowPrivateAddresses();
    }

    /**
     * Gets a resource.
     *
     * @param bearer the access token; null for none
     * @return the response, whatever its status. Fails if the address may not be called or does not answer
     */
    public Mono<Response> get(URI address, String accept, @Nullable String bearer) {
        return send("GET", address, headers(accept, bearer), null);
    }

    /** Posts a body; otherwise as {@link #get}. */
    public Mono<Response> post(URI address, String contentType, String accept, @Nullable String bearer, byte[] body) {
        Map<String, String> headers = headers(accept, bearer);
        headers.put("Content-Type", contentType);
        return send("POST", address, headers, body);
    }

    private Mono<Response> send(String method, URI address, Map<String, String> headers, byte @Nullable [] body) {
        return isAllowed(address)
                ? http.send(new Request(method, address, headers, body), MAX_BYTES)
                : Mono.error(new IllegalArgumentException(address + " is not an https address"));
    }

    /** Whether an address is https, or http where the settings allow it, with a host and without user and fragment. */
    public boolean isAllowed(URI address) {
        return ("https".equals(address.getScheme()) || (plainHttp && "http".equals(address.getScheme())))
                && address.getHost() != null
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null;
    }

    private static Map<String, String> headers(String accept, @Nullable String bearer) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", accept);
        if (bearer != null) {
            headers.put("Authorization", "Bearer " + bearer);
        }
        return headers;
    }
}
