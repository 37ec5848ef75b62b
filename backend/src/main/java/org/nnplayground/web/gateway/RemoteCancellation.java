package org.nnplayground.web.gateway;

import java.time.Duration;
import org.nnplayground.access.PeerTokens;
import org.nnplayground.cluster.Node;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Cancels a job at the process that holds it, as its owner. */
public final class RemoteCancellation {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final HttpClient client;
    private final PeerTokens tokens;
    private final Node node;

    RemoteCancellation(HttpClient client, PeerTokens tokens, Node node) {
        this.client = client;
        this.tokens = tokens;
        this.node = node;
    }

    /**
     * @param authorization the {@code Authorization} header of the owner's request
     * @return fails with {@code STORE_UNAVAILABLE} unless the holder has cancelled the job
     */
    public Mono<Void> cancel(Node holder, String job, String authorization) {
        return client.headers(headers -> headers.set(HttpHeaders.AUTHORIZATION, authorization)
                        .set(PeerTokens.HEADER, tokens.of(node.id())))
                .post()
                .uri("http://" + holder.address() + "/api/v1/jobs/" + job + "/cancel")
                .response()
                .map(response -> response.status().code())
                .onErrorReturn(0)
                .filter(status -> status == OK || status == ACCEPTED)
                .switchIfEmpty(Mono.error(() -> new TryLaterException(
                        ProblemType.STORE_UNAVAILABLE, Message.of("job.trainer-silent"), Duration.ofSeconds(5))))
                .then();
    }
}
