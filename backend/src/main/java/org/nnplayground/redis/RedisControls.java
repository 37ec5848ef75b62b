package org.nnplayground.redis;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.nnplayground.job.Control;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobControls;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.problem.TryLaterException;
import org.nnplayground.queue.JobQueue;
import org.nnplayground.queue.Node;
import org.nnplayground.redis.ControlJson.Answer;
import org.nnplayground.redis.ControlJson.Request;
import org.nnplayground.redis.NodeMessages.Letter;
import org.nnplayground.store.JobStore;
import org.nnplayground.trainer.LocalJobControls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Controls jobs on any node: sends a message to the node that holds the job's lease, which answers with a message once
 * the control has taken effect.
 */
public final class RedisControls implements JobControls, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisControls.class);

    private static final String ANSWER = "answer:";

    /** A node that has not taken a message after this time is dead or disconnected. */
    private static final Duration TAKEN = Duration.ofSeconds(3);

    /** Maximum wait for a long step; its client has got a 202 long before. */
    private static final Duration ANSWERED = Duration.ofMinutes(1);

    /** Minimum interval between signs of interest that are sent for one job. */
    private static final Duration TOUCHES = Duration.ofSeconds(10);

    private static final int MOST_TOUCHED = 10_000;

    private final LocalJobControls local;
    private final JobQueue queue;
    private final JobStore store;
    private final Node node;
    private final NodeMessages letters;
    private final ControlJson json;
    private final Map<String, Sinks.One<Answer>> asked = new ConcurrentHashMap<>();
    private final Map<String, Long> touched = new ConcurrentHashMap<>();
    private final Disposable arriving;

    /** @param local controls of the jobs that are open in this process */
    RedisControls(
            LocalJobControls local, JobQueue queue, JobStore store, Node node, NodeMessages letters, ControlJson json) {
        this.local = local;
        this.queue = queue;
        this.store = store;
        this.node = node;
        this.letters = letters;
        this.json = json;
        this.arriving = letters.arriving().subscribe(this::read);
    }

    @Override
    public Mono<Job> send(String job, Control control) {
        return local.send(job, control)
                .switchIfEmpty(Mono.defer(() -> holder(job))
                        .flatMap(holder -> ask(holder, new Request(job, control)))
                        .flatMap(answer -> switch (answer) {
                            case Answer.Done() -> store.find(job);
                            case Answer.NotOpen() -> Mono.empty();
                            case Answer.Refused refused -> Mono.error(refused.problem());
                        }));
    }

    /** The other node that holds a job; empty if none does. */
    private Mono<Node> holder(String job) {
        return queue.holder(job).filter(holder -> !holder.equals(node));
    }

    private Mono<Answer> ask(Node holder, Request request) {
        String id = UUID.randomUUID().toString();
        Sinks.One<Answer> answer = Sinks.one();
        return Mono.defer(() -> {
                    asked.put(id, answer);
                    return letters.send(holder, id, json.write(request));
                })
                .switchIfEmpty(Mono.error(RedisControls::unanswered))
                .flatMap(entry -> answer.asMono()
                        .timeout(
                                TAKEN,
                                letters.withdraw(holder, entry)
                                        .flatMap(withdrawn -> withdrawn ? Mono.error(unanswered()) : answer.asMono())))
                .timeout(ANSWERED, Mono.error(RedisControls::unanswered))
                .doFinally(signal -> asked.remove(id));
    }

    private static PlaygroundException unanswered() {
        return new TryLaterException(
                ProblemType.STORE_UNAVAILABLE, Message.of("job.trainer-silent"), Duration.ofSeconds(5));
    }

    @Override
    public void touch(String job) {
        local.touch(job);
        long now = System.nanoTime();
        Long last = touched.get(job);
        if (last != null && now - last < TOUCHES.toNanos()) {
            return;
        }
        if (touched.size() >= MOST_TOUCHED) {
            touched.values().removeIf(at -> now - at >= TOUCHES.toNanos());
        }
        touched.put(job, now);
        holder(job)
                .flatMap(holder -> letters.send(holder, "", json.write(new Request(job, null))))
                .subscribe(
                        sent -> {},
                        e -> log.atDebug()
                                .addKeyValue("job", job)
                                .log(
                                        "Redis controls: a sign of interest could not be sent; the next one follows: {}",
                                        e.toString()));
    }

    private void read(Letter letter) {
        try {
            if (letter.id().startsWith(ANSWER)) {
                Sinks.One<Answer> waiting = asked.get(letter.id().substring(ANSWER.length()));
                if (waiting != null) {
                    waiting.tryEmitValue(json.answer(letter.content()));
                }
                return;
            }
            Request request = json.request(letter.content());
            Control control = request.control();
            if (control == null) {
                local.touch(request.job());
            } else {
                handle(letter, request.job(), control);
            }
        } catch (RuntimeException e) {
            log.warn(
                    "Redis controls: a message of node {} could not be parsed and is ignored: {}",
                    letter.from().id(),
                    e.toString());
        }
    }

    private void handle(Letter letter, String job, Control control) {
        local.send(job, control)
                .<Answer>map(done -> new Answer.Done())
                .defaultIfEmpty(new Answer.NotOpen())
                .onErrorResume(e -> Mono.just(Answer.Refused.of(known(e))))
                .flatMap(answer -> letters.send(letter.from(), ANSWER + letter.id(), json.write(answer)))
                .subscribe(
                        sent -> {},
                        e -> log.warn(
                                "Redis controls: the answer to a control could not be sent; its sender times out: {}",
                                e.toString()));
    }

    private static PlaygroundException known(Throwable e) {
        if (e instanceof PlaygroundException problem) {
            return problem;
        }
        log.error("Redis controls: a control failed unexpectedly; its sender gets an error", e);
        return new PlaygroundException(ProblemType.INTERNAL, Message.of("control.broke-off"));
    }

    @Override
    public void close() {
        arriving.dispose();
    }
}
