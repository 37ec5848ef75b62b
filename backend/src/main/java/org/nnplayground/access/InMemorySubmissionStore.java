package org.nnplayground.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Keeps submissions in this process. */
public final class InMemorySubmissionStore implements SubmissionStore {

    private record Name(String scope, String key) {
        static Name of(Submission submission) {
            return new Name(submission.scope(), submission.key());
        }
    }

    private final Map<Name, Submission> kept = new ConcurrentHashMap<>();

    @Override
    public Mono<Submission> reserve(Submission wanted) {
        return Mono.fromSupplier(() -> {
            Submission earlier = kept.putIfAbsent(Name.of(wanted), wanted);
            return earlier == null ? wanted : earlier;
        });
    }

    @Override
    public Mono<Boolean> replace(Submission earlier, Submission wanted) {
        return Mono.fromSupplier(() -> kept.replace(Name.of(earlier), earlier, wanted));
    }

    @Override
    public Mono<Void> release(Submission submission) {
        return Mono.fromRunnable(() -> kept.remove(Name.of(submission), submission));
    }

    @Override
    public Mono<Void> expire(Instant before, int mostOfScope) {
        return Mono.fromRunnable(() -> {
            kept.values().removeIf(submission -> submission.at().isBefore(before));
            var ofScopes = new HashMap<String, Integer>();
            kept.values().stream()
                    .sorted(Comparator.comparing(Submission::at).reversed())
                    .filter(submission -> ofScopes.merge(submission.scope(), 1, Integer::sum) > mostOfScope)
                    .forEach(old -> kept.remove(Name.of(old)));
        });
    }
}
