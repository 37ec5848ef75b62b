package org.nnplayground.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

class RedisMessagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TIMES = 300;

    private final RedisServer server = RedisServer.start();
    private final RedisConnections redis = RedisConnections.open(server.settings());

    @AfterEach
    void close() {
        redis.close();
        server.close();
    }

    @Test
    void aQuickResubscriberIsConfirmed() {
        List<String> heard = new CopyOnWriteArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            String channel = "channel" + i;
            redis.messages(channel).subscribe().dispose();
            redis.messages(channel).subscribe(heard::add);
        }

        // Redis takes one connection's commands in their order: with the last, it has taken all.
        redis.messages("last").subscribe();
        await(() -> subscribers("last") == 1 && heard.size() >= TIMES);
        server.ask(commands -> {
            for (int i = 0; i < TIMES; i++) {
                assertThat(commands.publish("channel" + i, "news")).isEqualTo(1);
            }
        });
        await(() -> heard.stream().filter("news"::equals).count() == TIMES);
    }

    @Test
    void subscriptionsCancelledDuringAnOutageStayCancelled() {
        Disposable left = redis.messages("left").subscribe();
        List<String> heard = new CopyOnWriteArrayList<>();
        redis.messages("kept").subscribe(heard::add);
        await(() -> subscribers("left") == 1 && heard.size() == 1);

        server.stop();
        await(this::isGone);
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        left.dispose();
        server.restart();

        await(() -> heard.size() > 1);
        server.ask(commands -> commands.publish("left", "news"));
        await(() -> subscribers("left") == 0);
        assertThat(subscribers("kept")).isEqualTo(1);
    }

    /** Both connections break at the same time; this asks the one that answers. */
    private boolean isGone() {
        return redis.send(commands -> commands.ping())
                .map(pong -> false)
                .onErrorReturn(true)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private long subscribers(String channel) {
        var found = new CopyOnWriteArrayList<Long>();
        server.ask(commands -> found.add(commands.pubsubNumsub(channel).get(channel)));
        return found.getFirst();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
