package org.nnplayground.web.sweeps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobState;
import org.nnplayground.store.JobAnnouncement;
import org.nnplayground.sweep.Sweep;
import org.nnplayground.sweep.SweepProgress;
import org.nnplayground.sweep.Sweeps;
import org.nnplayground.web.sweeps.SweepBody.CountsBody;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows a sweep from its present state to its end. At most four times a second it reads the jobs that may have
 * changed: those that are running, those whose state was announced, and, because announcements can be lost, all that
 * have not ended every few seconds.
 */
final class SweepFollower {

    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final long LOOKS_PER_FULL_LOOK = 20;

    private final Sweep sweep;
    private final Sweeps sweeps;
    private final Flux<JobAnnouncement> announcements;
    private final Set<String> announced = ConcurrentHashMap.newKeySet();
    private List<@Nullable Job> jobs = List.of();
    private List<List<@Nullable Object>> rows = List.of();
    private @Nullable CountsBody counts;

    SweepFollower(Sweep sweep, Sweeps sweeps, Flux<JobAnnouncement> announcements) {
        this.sweep = sweep;
        this.sweeps = sweeps;
        this.announcements = announcements;
    }

    /**
     * What has changed since the last look.
     *
     * @param isFirst whether this is the state at the beginning, with all rows
     * @param changesCounts whether a job has changed its state
     * @param rows indices of changed rows
     */
    record Change(SweepProgress progress, boolean isFirst, boolean changesCounts, List<Integer> rows) {

        boolean isLast() {
            return progress.state().isTerminal();
        }
    }

    /** The first one at once; the last one when all jobs have ended. To be subscribed to once. */
    Flux<Change> changes() {
        return Flux.using(
                this::listen,
                listening -> Flux.interval(Duration.ZERO, INTERVAL)
                        .onBackpressureDrop()
                        .concatMap(this::look, 1)
                        .takeUntil(Change::isLast),
                Disposable::dispose);
    }

    private Disposable listen() {
        var own = new HashSet<>(sweep.jobs());
        return announcements
                .map(JobAnnouncement::id)
                .filter(own::contains)
                .subscribe(announced::add, lost -> announced.addAll(own));
    }

    private Mono<Change> look(long number) {
        boolean isFirst = number == 0;
        List<Integer> stale = IntStream.range(0, sweep.jobs().size())
                .filter(i -> isFirst || mayHaveChanged(i, number))
                .boxed()
                .toList();
        List<String> ids = stale.stream().map(sweep.jobs()::get).toList();
        announced.removeAll(ids); // before they are read: what is announced from now on is read again
        return stale.isEmpty()
                ? Mono.empty()
                : sweeps.jobs(ids).collectList().mapNotNull(found -> {
                    var present = new ArrayList<@Nullable Job>(jobs);
                    for (int i = 0; i < stale.size(); i++) {
                        Job job = found.get(i).orElse(null);
                        if (isFirst) {
                            present.add(job);
                        } else {
                            present.set(stale.get(i), job);
                        }
                    }
                    return change(present, isFirst);
                });
    }

    private boolean mayHaveChanged(int index, long look) {
        Job known = jobs.get(index);
        return known != null
                && !known.state().isTerminal()
                && (known.state() == JobState.RUNNING
                        || look % LOOKS_PER_FULL_LOOK == 0
                        || announced.contains(known.id()));
    }

    private @Nullable Change change(List<@Nullable Job> present, boolean isFirst) {
        var progress = new SweepProgress(sweep, present);
        List<List<@Nullable Object>> before = rows;
        CountsBody countsBefore = counts;
        jobs = present;
        rows = progress.rows();
        counts = CountsBody.of(progress);
        List<Integer> changed = IntStream.range(0, rows.size())
                .filter(i -> isFirst || !rows.get(i).equals(before.get(i)))
                .boxed()
                .toList();
        boolean changesCounts = !counts.equals(countsBefore);
        return changed.isEmpty() && !changesCounts ? null : new Change(progress, isFirst, changesCounts, changed);
    }
}
