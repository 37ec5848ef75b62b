package org.nnplayground.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.nnplayground.access.ApiKeys;
import org.nnplayground.job.Job;
import org.nnplayground.job.PeriodicTask;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls the hooks of jobs that have ended until somebody takes the call, with growing pauses. After a restart a hook
 * can come twice, with the same {@code webhook-id}.
 */
final class WebhookDelivery implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookDelivery.class);
    private static final Duration LATER = Duration.ofMinutes(1);
    private static final int AT_A_TIME = 64;
    private static final int AT_A_TIME_PER_KEY = 4;
    private static final int GONE = 410;
    private static final double SPREAD = 0.2;

    private final WebhookStore store;
    private final WebhookSender sender;
    private final WebhookBody body;
    private final ApiKeys keys;
    private final JobStore jobs;
    private final WebhookSettings settings;
    private final InstantSource clock;
    private final Disposable endings;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final PeriodicTask looksForEnded = new PeriodicTask();
    private final Attempts attempts = new Attempts(AT_A_TIME, AT_A_TIME_PER_KEY);

    WebhookDelivery(
            WebhookStore store,
            WebhookSender sender,
            WebhookBody body,
            ApiKeys keys,
            JobStore jobs,
            EventLog events,
            WebhookSettings settings,
            InstantSource clock) {
        this.store = store;
        this.sender = sender;
        this.body = body;
        this.keys = keys;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
        this.endings = events.endings()
                .flatMap(job -> store.find(job.id())
                        .flatMap(webhook -> ended(webhook, job))
                        .onErrorResume(e -> {
                            log.warn("The hook of job {} has to wait: {}", job.id(), e.toString());
                            return Mono.empty();
                        }))
                .subscribe();
    }

    private Mono<Void> ended(Webhook webhook, Job job) {
        return webhook.dueAt() == null ? store.update(webhook.due(body.of(job), clock.instant())) : Mono.empty();
    }

    /** Finds ended jobs that nobody told of: those that ended while this process, or the store, was away. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void lookForEndedJobs() {
        looksForEnded.begin(
                () -> store.waiting()
                        .concatMap(webhook -> jobs.find(webhook.job())
                                .flatMap(job -> job.state().isTerminal()
                                        ? ended(webhook, job).thenReturn(job)
                                        : Mono.just(job))
                                .switchIfEmpty(Mono.defer(() -> orphaned(webhook)))),
                e -> log.warn("Could not look for ended jobs: {}", e.toString()));
    }

    /** A hook without a job is about to get it, or never will. */
    private Mono<Job> orphaned(Webhook webhook) {
        return webhook.createdAt().plus(LATER).isBefore(clock.instant())
                ? store.delete(webhook.job()).then(Mono.empty())
                : Mono.empty();
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void deliver() {
        deliverDue().subscribe(done -> {}, e -> log.warn("Could not deliver webhooks: {}", e.toString()));
    }

    /**
     * Makes attempts until there is none to make. Several of these at a time share them, so that whose attempts take
     * long holds up nobody else's.
     */
    Mono<Void> deliverDue() {
        return Flux.defer(this::due)
                .flatMap(webhook -> attempts.of(webhook.key(), taken(webhook)), AT_A_TIME)
                .count()
                .repeat()
                .takeUntil(made -> made == 0)
                .then();
    }

    /** Empty while another look is under way: a store that does not answer is not asked ever more. */
    private Flux<Webhook> due() {
        return Flux.using(
                () -> looking.compareAndSet(false, true),
                mine -> mine ? store.due(clock.instant(), AT_A_TIME_PER_KEY, AT_A_TIME) : Flux.empty(),
                mine -> {
                    if (mine) {
                        looking.set(false);
                    }
                });
    }

    /** @return something once an attempt was made, empty where another process makes it */
    private Mono<Webhook> taken(Webhook webhook) {
        return store.take(webhook, clock.instant().plus(LATER))
                .filter(taken -> taken)
                .flatMap(taken -> attempt(webhook).thenReturn(webhook));
    }

    private Mono<Void> attempt(Webhook webhook) {
        return sender.send(webhook, keys.webhookSecrets(webhook.key()), clock.instant())
                .flatMap(status -> settled(webhook, status))
                .onErrorResume(e -> e instanceof WebhookSender.NotPublic
                        ? giveUp(webhook, e.toString())
                        : again(webhook, e.getClass().getSimpleName()));
    }

    private Mono<Void> settled(Webhook webhook, int status) {
        if (status >= 200 && status < 300) {
            return store.delete(webhook.job());
        }
        return status == GONE ? giveUp(webhook, "status 410") : again(webhook, "status " + status);
    }

    private Mono<Void> again(Webhook webhook, String reason) {
        Duration pause = pauseAfter(webhook.attempts());
        return pause == null
                ? giveUp(webhook, reason)
                : store.update(webhook.failed(clock.instant().plus(pause)));
    }

    /** The pause after so many failures before this one, longer by up to a fifth so that many do not come at once. */
    private @Nullable Duration pauseAfter(int failures) {
        if (failures >= settings.retries().size()) {
            return null;
        }
        long pause = settings.retries().get(failures).toMillis();
        return Duration.ofMillis(
                pause + Math.round(pause * SPREAD * ThreadLocalRandom.current().nextDouble()));
    }

    private Mono<Void> giveUp(Webhook webhook, String reason) {
        log.warn("Gave up {}: {}", webhook, reason);
        return store.delete(webhook.job());
    }

    @Override
    public void close() {
        endings.dispose();
    }
}
