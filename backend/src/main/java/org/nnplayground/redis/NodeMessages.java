package org.nnplayground.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nnplayground.queue.Node;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Delivers messages from one node to another, each at most once. {@code letters.lua} describes the stored data. */
final class NodeMessages {

    private final RedisConnections redis;
    private final Node node;
    private final Script script;

    /** @param node this node, which sends and receives */
    NodeMessages(RedisConnections redis, Node node) {
        this.redis = redis;
        this.node = node;
        this.script = new Script(redis, "letters", redis.key("letters:"));
    }

    /**
     * @param id correlates a message with its answer
     * @param from the node that sent it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Letter(String id, Node from, byte[] content) {}

    /** @return the handle for {@link #withdraw}; empty if the receiver's inbox is full */
    Mono<String> send(Node to, String id, byte[] content) {
        return script.list("send", to.id(), id, node.id(), content).map(sent -> text(sent.getFirst()));
    }

    /** Withdraws a message; false if the receiver has already taken it. */
    Mono<Boolean> withdraw(Node to, String entry) {
        return script.tells("withdraw", to.id(), entry);
    }

    /** The messages to this node as they arrive; the subscriber must process them at once. It never fails. */
    Flux<Letter> arriving() {
        return redis.messages(redis.key("letters:" + node.id()))
                .onBackpressureLatest()
                .concatMap(arrival -> take().onErrorComplete(), 1);
    }

    private Flux<Letter> take() {
        return script.list("take", node.id())
                .flatMapIterable(
                        taken -> taken.stream().map(NodeMessages::letter).toList());
    }

    private static Letter letter(Object fields) {
        if (fields instanceof List<?> all
                && all.get(0) instanceof Object id
                && all.get(1) instanceof Object from
                && all.get(2) instanceof byte[] content) {
            return new Letter(text(id), new Node(text(from), null), content);
        }
        throw new IllegalStateException("no letter: " + fields);
    }

    private static String text(Object bytes) {
        return bytes instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : bytes.toString();
    }
}
