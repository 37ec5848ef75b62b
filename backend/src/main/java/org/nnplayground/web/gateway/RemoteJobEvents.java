package org.nnplayground.web.gateway;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.PeerTokens;
import org.nnplayground.cluster.Node;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;

/** Follows the events of jobs that other processes hold, over their internal ports. Thread-safe. */
public final class RemoteJobEvents {

    /** The holder sends at least a comment every 15 seconds. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(40);

    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENTS =
            new ParameterizedTypeReference<>() {};

    private final WebClient client;
    private final PeerTokens tokens;
    private final Node node;

    RemoteJobEvents(HttpClient client, PeerTokens tokens, Node node) {
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(client.responseTimeout(MAX_SILENCE)))
                .codecs(codecs ->
                        codecs.defaultCodecs().maxInMemorySize(-1)) // an event is as large as its job's network
                .build();
        this.tokens = tokens;
        this.node = node;
    }

    /** A stream that cannot go on at this holder. */
    public static final class StreamException extends RuntimeException {

        /** What happened to the stream. */
        public enum Reason {
            /** The process does not hold the job (421). */
            NOT_HELD,
            /** The process cannot be reached, the connection broke, or nothing came for 40 seconds. */
            BROKEN,
            /** The job has ended, and the client has already received its last event (204). */
            ALREADY_ENDED
        }

        private final Reason reason;

        StreamException(Reason reason, @Nullable Throwable cause) {
            super("The stream of events from another process ended: " + reason, cause);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /**
     * The events of a job, without comments. Completes when the holder ends the stream, which it does at the end of the
     * job and when it shuts down.
     *
     * <p>Fails with a {@link StreamException}, or a {@link WebClientResponseException} for any other status than 200.
     *
     * @param prefix of links in the events: empty or {@code /embed}
     * @param query raw query, without question mark; null for none
     * @param lastEventId id of the last event that the client has; null for none
     * @param languages value of {@code Accept-Language}; null for none
     */
    public Flux<ServerSentEvent<String>> follow(
            Node holder,
            String job,
            String prefix,
            @Nullable String query,
            @Nullable String lastEventId,
            @Nullable String languages) {
        URI address = URI.create("http://" + holder.address() + prefix + "/api/v1/jobs/" + job + "/events"
                + (query == null ? "" : "?" + query));
        return Flux.defer(() -> client.get()
                        .uri(address)
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .headers(headers -> {
                            headers.set(PeerTokens.HEADER, tokens.of(node.id()));
                            set(headers, "Last-Event-ID", lastEventId);
                            set(headers, HttpHeaders.ACCEPT_LANGUAGE, languages);
                        })
                        .exchangeToFlux(RemoteJobEvents::events))
                .onErrorMap(
                        WebClientRequestException.class,
                        e -> new StreamException(StreamException.Reason.BROKEN, e.getCause()));
    }

    private static void set(HttpHeaders headers, String name, @Nullable String value) {
        if (value != null) {
            headers.set(name, value);
        }
    }

    private static Flux<ServerSentEvent<String>> events(ClientResponse response) {
        if (response.statusCode() == HttpStatus.OK) {
            return response.bodyToFlux(EVENTS)
                    .filter(event -> event.data() != null)
                    .onErrorMap(e -> new StreamException(StreamException.Reason.BROKEN, e));
        }
        if (response.statusCode() == HttpStatus.NO_CONTENT) {
            return end(response, StreamException.Reason.ALREADY_ENDED);
        }
        if (response.statusCode() == HttpStatus.MISDIRECTED_REQUEST) {
            return end(response, StreamException.Reason.NOT_HELD);
        }
        return response.<ServerSentEvent<String>>createError().flux();
    }

    private static Flux<ServerSentEvent<String>> end(ClientResponse response, StreamException.Reason reason) {
        return response.releaseBody().thenMany(Flux.error(() -> new StreamException(reason, null)));
    }
}
