package org.nnplayground.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Lease;
import org.nnplayground.queue.Node;
import org.nnplayground.queue.QueueName;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The job queue shared by several processes: one Redis stream for each queue name, whose consumer group
 * {@code trainers} gives each entry to one node. {@code job-queue.lua} describes the data and its transitions.
 */
public final class RedisJobQueue implements JobQueue, AutoCloseable {

    private static final Duration LEAVING = Duration.ofSeconds(2);

    private final RedisConnections redis;
    private final Node node;
    private final Duration term;
    private final Script script;

    /**
     * @param node that claims
     * @param term of a lease, the same on every node
     */
    RedisJobQueue(RedisConnections redis, Node node, Duration term) {
        this.redis = redis;
        this.node = node;
        this.term = term;
        this.script = new Script(redis, "job-queue", redis.key("queue:"));
    }

    @Override
    public Mono<Boolean> add(String job, QueueName line) {
        return script.tells("add", job, line.label());
    }

    @Override
    public Mono<Lease> claim(QueueName line) {
        return script.list("claim", line.label(), node.id(), term.toMillis())
                .map(claimed -> new Lease(text(claimed.get(0)), line, Long.parseLong(text(claimed.get(1)))));
    }

    @Override
    public Mono<Boolean> renew(Lease lease) {
        return script.tells("renew", lease.job(), lease.number(), lease.queue().label(), node.id());
    }

    @Override
    public Mono<Void> requeue(Lease lease) {
        return script.does("put-back", lease.job(), lease.number());
    }

    @Override
    public Mono<Void> release(Lease lease) {
        return script.does("release", lease.job(), lease.number());
    }

    @Override
    public Mono<Boolean> remove(String job) {
        return script.tells("withdraw", job);
    }

    @Override
    public Mono<Integer> countWaiting(QueueName line) {
        return script.number("length", line.label()).map(Math::toIntExact);
    }

    @Override
    public Mono<Integer> countAll(QueueName line) {
        return script.number("size", line.label()).map(Math::toIntExact);
    }

    @Override
    public Mono<Integer> position(String job) {
        return script.number("position", job).map(Math::toIntExact);
    }

    @Override
    public Mono<Node> holder(String job) {
        return script.list("holder", job).map(holder -> new Node(text(holder.get(0)), null));
    }

    @Override
    public Flux<QueueName> arrivals() {
        List<QueueName> all = Arrays.asList(QueueName.values());
        return redis.messages(redis.key("queue:arrivals"))
                .flatMapIterable(message -> message.equals(RedisMessages.LISTENING)
                        ? all
                        : all.stream()
                                .filter(line -> line.label().equals(message))
                                .toList());
    }

    /** Deletes the data of this node, except requeued jobs that are not claimed yet. */
    @Override
    public void close() {
        Flux.fromArray(QueueName.values())
                .concatMap(line -> script.does("leave", line.label(), node.id()))
                .then()
                .timeout(LEAVING)
                .onErrorComplete()
                .block();
    }

    private static String text(Object bytes) {
        return bytes instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : bytes.toString();
    }
}
