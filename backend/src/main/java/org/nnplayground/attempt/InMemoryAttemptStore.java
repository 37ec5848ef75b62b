package org.nnplayground.attempt;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps attempts and scores in this process. */
public final class InMemoryAttemptStore implements AttemptStore {

    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private final Map<Student, ScoreDelivery> deliveries = new HashMap<>();

    @Override
    public Mono<Boolean> open(Attempt attempt) {
        return one(() -> {
            boolean taken = attempts.values().stream()
                    .anyMatch(other -> other.student().equals(attempt.student())
                            && other.exercise().equals(attempt.exercise())
                            && other.number() == attempt.number());
            if (!taken) {
                attempts.put(attempt.id(), attempt);
            }
            return !taken;
        });
    }

    @Override
    public Mono<Attempt> find(String id) {
        return one(() -> attempts.get(id));
    }

    @Override
    public Flux<Attempt> of(Student student, String exercise) {
        return all(attempt ->
                attempt.student().equals(student) && attempt.exercise().equals(exercise));
    }

    @Override
    public Flux<Attempt> ofClass(Activity activity, String exercise) {
        return all(attempt -> attempt.student().activity().equals(activity)
                && attempt.exercise().equals(exercise));
    }

    private Flux<Attempt> all(Predicate<Attempt> which) {
        return one(() -> attempts.values().stream()
                        .filter(which)
                        .sorted(Comparator.comparing(
                                        (Attempt attempt) -> attempt.student().subject())
                                .thenComparingInt(Attempt::number))
                        .toList())
                .flatMapIterable(found -> found);
    }

    @Override
    public Mono<Void> progress(Attempt progressed) {
        return this.<Boolean>one(() -> {
                    Attempt kept = attempts.get(progressed.id());
                    if (kept != null && kept.isOpen() && reached(kept) < reached(progressed)) {
                        attempts.put(kept.id(), progressed);
                    }
                    return true;
                })
                .then();
    }

    private static int reached(Attempt attempt) {
        Attempt.Training training = attempt.training();
        return training == null ? 0 : training.progress().reached();
    }

    @Override
    public Mono<Boolean> close(Attempt closed, @Nullable Score score, Instant now) {
        return one(() -> {
            Attempt kept = attempts.get(closed.id());
            if (kept == null || !kept.isOpen()) {
                return false;
            }
            attempts.put(closed.id(), closed);
            if (score != null) {
                deliveries.compute(
                        score.student(),
                        (student, last) -> last == null ? ScoreDelivery.of(score, now) : last.with(score, now));
            }
            return true;
        });
    }

    @Override
    public Mono<ScoreDelivery> delivery(Student student) {
        return one(() -> deliveries.get(student));
    }

    @Override
    public Flux<ScoreDelivery> due(Instant now, int perPlatform, int limit) {
        return one(() -> {
                    var ofPlatforms = new HashMap<String, Integer>();
                    return deliveries.values().stream()
                            .filter(delivery -> delivery.isDue(now))
                            .sorted(Comparator.comparing(delivery -> Objects.requireNonNull(delivery.dueAt())))
                            .filter(delivery -> ofPlatforms.merge(
                                            delivery.score()
                                                    .student()
                                                    .activity()
                                                    .platform(),
                                            1,
                                            Integer::sum)
                                    <= perPlatform)
                            .limit(limit)
                            .toList();
                })
                .flatMapIterable(found -> found);
    }

    @Override
    public Mono<ScoreDelivery> claim(ScoreDelivery due, Instant now, Instant until) {
        return one(() -> {
            Student student = due.score().student();
            ScoreDelivery claimed = due.claimed(now, until);
            return due.isDue(now) && deliveries.replace(student, due, claimed) ? claimed : null;
        });
    }

    @Override
    public Mono<Void> release(ScoreDelivery tried) {
        return this.<Boolean>one(() -> {
                    Student student = tried.score().student();
                    ScoreDelivery kept = deliveries.get(student);
                    if (kept != null && Objects.equals(kept.claimedUntil(), tried.claimedUntil())) {
                        deliveries.put(student, (kept.version() == tried.version() ? tried : kept).released());
                    }
                    return true;
                })
                .then();
    }

    @Override
    public Flux<String> subjects(String platform) {
        return one(() -> attempts.values().stream()
                        .map(Attempt::student)
                        .filter(student -> student.activity().platform().equals(platform))
                        .map(Student::subject)
                        .distinct()
                        .toList())
                .flatMapIterable(found -> found);
    }

    @Override
    public Mono<Long> delete(String platform, @Nullable String link, @Nullable String subject) {
        Predicate<Student> meant = student -> student.activity().platform().equals(platform)
                && (link == null || student.activity().link().equals(link))
                && (subject == null || student.subject().equals(subject));
        return one(() -> {
            deliveries.keySet().removeIf(meant);
            List<String> deleted = attempts.values().stream()
                    .filter(attempt -> meant.test(attempt.student()))
                    .map(Attempt::id)
                    .toList();
            deleted.forEach(attempts::remove);
            return (long) deleted.size();
        });
    }

    @Override
    public Mono<Void> deleteBefore(Instant time) {
        return this.<Boolean>one(() -> {
                    deliveries
                            .values()
                            .removeIf(delivery -> delivery.score().submittedAt().isBefore(time));
                    return attempts.values()
                            .removeIf(attempt -> attempt.openedAt().isBefore(time));
                })
                .then();
    }

    private <T> Mono<T> one(Supplier<@Nullable T> work) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                return work.get();
            }
        });
    }
}
