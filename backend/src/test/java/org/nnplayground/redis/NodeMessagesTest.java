package org.nnplayground.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nnplayground.queue.Node;
import org.nnplayground.redis.NodeMessages.Letter;

class NodeMessagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RedisConnections redis =
            RedisConnections.open(RedisServer.running().settings());
    private final Node here = Node.random();
    private final Node there = Node.random();
    private final NodeMessages sender = new NodeMessages(redis, here);

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void messagesSentBeforeTheReceiverListensArriveInOrder() throws Exception {
        send("1", "first");
        var taken = arrivingAt(there);
        send("2", "second");

        assertThat(text(taken)).isEqualTo("1 first");
        assertThat(text(taken)).isEqualTo("2 second");
    }

    @Test
    void aMessageIsEitherReceivedOrWithdrawn() throws Exception {
        String withdrawn = send("1", "withdrawn");

        assertThat(sender.withdraw(there, withdrawn).block(PATIENCE)).isTrue();
        var taken = arrivingAt(there);
        String sent = send("2", "taken");

        assertThat(text(taken)).isEqualTo("2 taken");
        assertThat(sender.withdraw(there, sent).block(PATIENCE)).isFalse();
    }

    @Test
    void theInboxOfAnUnresponsiveNodeIsBounded() {
        for (int i = 0; i < 1000; i++) {
            send("" + i, "x");
        }

        assertThat(sender.send(there, "more", new byte[0]).block(PATIENCE)).isNull();
    }

    private String send(String id, String text) {
        return Objects.requireNonNull(
                sender.send(there, id, text.getBytes(StandardCharsets.UTF_8)).block(PATIENCE));
    }

    private BlockingQueue<Letter> arrivingAt(Node node) {
        var taken = new LinkedBlockingQueue<Letter>();
        new NodeMessages(redis, node).arriving().subscribe(taken::add);
        return taken;
    }

    private String text(BlockingQueue<Letter> taken) throws InterruptedException {
        Letter letter = taken.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(letter).isNotNull();
        assertThat(letter.from()).isEqualTo(here);
        return letter.id() + " " + new String(letter.content(), StandardCharsets.UTF_8);
    }
}
