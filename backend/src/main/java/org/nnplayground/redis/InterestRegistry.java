package org.nnplayground.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.nnplayground.queue.Node;
import org.nnplayground.stream.EventLog.Interest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The interests of the followers on all nodes, by job. A node publishes each change at once and a heartbeat every
 * second, so the interests of others are known without a query and expire a few seconds after their node is gone.
 * {@code wishes.lua} describes the stored data.
 */
final class InterestRegistry implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InterestRegistry.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** A node without a heartbeat for this long is considered dead. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final String NONE = "-";

    private final Node node;
    private final Script script;
    /** Guarded by itself, so that changes are published in their order. */
    private final Map<String, Interest> own = new HashMap<>();

    private final Map<String, Others> others = new ConcurrentHashMap<>();
    private final Disposable.Composite work = Disposables.composite();

    /** Whether other nodes may have outdated interests of this node. */
    private volatile boolean untold;

    InterestRegistry(RedisConnections redis, Node node) {
        this.node = node;
        this.script = new Script(redis, "wishes", redis.key("wishes:"));
        work.add(redis.messages(redis.key("wishes:changes")).subscribe(this::heard));
        work.add(Flux.interval(BEAT)
                .onBackpressureDrop()
                .concatMap(
                        beat -> live().doOnError(e -> log.debug(
                                        "Redis interests: the heartbeat of this node could not be sent; retrying: {}",
                                        e.toString()))
                                .onErrorComplete(),
                        1)
                .subscribe());
    }

    // Interests on this node.

    /** Publishes the current interest of the followers of a job on this node; empty for none. */
    void tell(String job, Supplier<Optional<Interest>> interest) {
        synchronized (own) {
            Interest now = interest.get().orElse(null);
            Interest before = now == null ? own.remove(job) : own.put(job, now);
            if (!Objects.equals(now, before)) {
                script.does("wish", node.id(), job, now == null ? NONE : InterestText.of(now))
                        .subscribe(done -> {}, this::notTold);
            }
        }
    }

    private void notTold(Throwable e) {
        untold = true;
        log.debug(
                "Redis interests: a change could not be published; retrying with the next heartbeat: {}", e.toString());
    }

    private Mono<Void> live() {
        return script.tells("live", node.id())
                .filter(kept -> !kept || untold)
                .doOnNext(again -> tellAll())
                .then();
    }

    private void tellAll() {
        synchronized (own) {
            untold = false;
            Stream<String> all =
                    own.entrySet().stream().flatMap(wish -> Stream.of(wish.getKey(), InterestText.of(wish.getValue())));
            script.does("all", Stream.concat(Stream.of(node.id()), all).toArray())
                    .subscribe(done -> {}, this::notTold);
        }
    }

    // Interests on other nodes.

    /** The interest of followers of a job on other nodes; empty if there are none. */
    Optional<Interest> ofOthers(String job) {
        Interest all = null;
        long now = System.nanoTime();
        for (Others of : others.values()) {
            Interest wish = of.wishes.get(job);
            if (wish != null && now - of.heardAt < SILENCE.toNanos()) {
                all = all == null ? wish : all.merge(wish);
            }
        }
        return Optional.ofNullable(all);
    }

    /** The interests of one other node. */
    private static final class Others {
        final Map<String, Interest> wishes = new ConcurrentHashMap<>();
        volatile long heardAt;
        volatile long changes;
    }

    private void heard(String message) {
        forgetTheGone();
        String[] parts = message.split(" ", 4);
        if (message.equals(RedisMessages.LISTENING)) {
            untold = true; // Redis may have come back without its last second.
            return;
        }
        if (parts[0].equals(node.id())) {
            return;
        }
        Others of = others.computeIfAbsent(parts[0], isNew -> new Others());
        of.heardAt = System.nanoTime();
        long changes = Long.parseLong(parts[1]);
        if (parts.length == 4 && changes == of.changes + 1) {
            take(of.wishes, parts[2], parts[3]);
            of.changes = changes;
        } else if (changes != of.changes) {
            // Changes were missed, or the node has restarted.
            script.list("of", parts[0])
                    .subscribe(
                            kept -> load(of, kept),
                            e -> log.debug(
                                    "Redis interests: the interests of node {} could not be read; retrying: {}",
                                    parts[0],
                                    e.toString()));
        }
    }

    private void load(Others of, List<Object> kept) {
        var present = new HashMap<String, Interest>();
        long changes = 0;
        for (int i = 0; i + 1 < kept.size(); i += 2) {
            String job = text(kept.get(i));
            if (job.isEmpty()) {
                changes = Long.parseLong(text(kept.get(i + 1)));
            } else {
                take(present, job, text(kept.get(i + 1)));
            }
        }
        of.wishes.keySet().retainAll(present.keySet());
        of.wishes.putAll(present);
        of.changes = changes;
    }

    private static void take(Map<String, Interest> wishes, String job, String wish) {
        if (wish.equals(NONE)) {
            wishes.remove(job);
        } else {
            wishes.put(job, InterestText.read(wish));
        }
    }

    private void forgetTheGone() {
        long now = System.nanoTime();
        others.values().removeIf(of -> now - of.heardAt > SILENCE.toNanos());
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        work.dispose();
    }
}
