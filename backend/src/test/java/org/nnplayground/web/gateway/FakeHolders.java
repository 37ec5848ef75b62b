package org.nnplayground.web.gateway;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.nnplayground.cluster.JobHolders;
import org.nnplayground.cluster.Node;
import reactor.core.publisher.Mono;

/** Holders of jobs as a test sets them. A process holds every job that is not set to be elsewhere. */
final class FakeHolders implements JobHolders {

    /** Number of questions that {@link #isHere} denies next. */
    final AtomicInteger denials = new AtomicInteger();

    /** Number of questions so far. */
    final AtomicInteger questions = new AtomicInteger();

    final List<String> forgotten = new CopyOnWriteArrayList<>();

    private final Map<String, List<Node>> elsewhere = new ConcurrentHashMap<>();

    /** Sets the holders of a job: the next one after each {@link #forget}; the last one is kept. */
    void set(String job, Node... holders) {
        elsewhere.put(job, new CopyOnWriteArrayList<>(holders));
    }

    /** Sets the holder of a job, which is no longer known after {@link #forget}. */
    void setUntilForgotten(String job, Node holder) {
        set(job, holder, new Node("none", null));
    }

    @Override
    public boolean isHere(String job) {
        questions.incrementAndGet();
        return !elsewhere.containsKey(job) && denials.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
    }

    @Override
    public Mono<Node> elsewhere(String job) {
        return Mono.justOrEmpty(elsewhere.get(job)).map(List::getFirst).filter(node -> node.address() != null);
    }

    @Override
    public Mono<Void> loss(Node holder) {
        return Mono.never();
    }

    @Override
    public void forget(String job) {
        forgotten.add(job);
        List<Node> holders = elsewhere.getOrDefault(job, List.of());
        if (holders.size() > 1) {
            holders.removeFirst();
        }
    }
}
