package org.nnplayground.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.job.Job;
import org.nnplayground.job.JobPatch;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.JournalEntry.Cause;
import org.nnplayground.store.JournalEntry.Restarted;
import org.nnplayground.store.JournalEntry.Retuned;
import org.nnplayground.store.JournalEntry.RunBegun;
import org.nnplayground.store.JournalEntry.RunEnded;

/**
 * What has changed the course of a job's runs. Together with specs and seeds it determines every epoch of them to the
 * bit, because random draws have no state. The present run has no entries as long as nothing has changed it: it then
 * began untrained, with the job's spec.
 *
 * <p>The journal is bounded: beyond {@link #MAX_ENTRIES} or {@link #MAX_BYTES} it forgets its oldest entries.
 *
 * @param entries in the order in which they happened
 */
public record Journal(List<JournalEntry> entries) {

    public static final Journal EMPTY = new Journal(List.of());

    public static final int MAX_ENTRIES = 2000;

    /** Estimated size of the states, and of the specs of earlier runs. */
    public static final long MAX_BYTES = 4L * 1024 * 1024;

    private static final long BASE_BYTES = 64;

    public Journal {
        entries = List.copyOf(entries);
    }

    /** Number of the first run whose epochs can be asked for. */
    public static int presentRun(Job job) {
        return Math.max(1, job.progress().run());
    }

    /** @param before the job before the change */
    public Journal retuned(Job before, TrainingSession.Position at, JobPatch patch) {
        var settings = new JobPatch(patch.learningRate(), patch.regularizationRate(), patch.batchSize(), null, null);
        var next = begun(before);
        next.add(new Retuned(number(next), presentRun(before), at.epoch(), at.batch(), settings));
        return bounded(next);
    }

    /** @param state after the change, from which the run goes on */
    public Journal restarted(Job job, Cause cause, Checkpoint state) {
        var next = begun(job);
        next.add(restarted(next, presentRun(job), cause, state));
        return bounded(next);
    }

    /**
     * Ends the present run and begins the next one.
     *
     * @param before the job at its end; its run is 0 if this is the first run
     * @param after the job with spec and arithmetic of the next run
     * @param state at which the next run begins; null for untrained
     */
    public Journal runStarted(Job before, Job after, Cause cause, @Nullable Checkpoint state) {
        int run = before.progress().run();
        var next = new ArrayList<JournalEntry>(entries);
        if (run > 0) {
            next = begun(before);
            next.add(new RunEnded(number(next), run, before.progress().epoch()));
        }
        if (state != null) {
            next.add(new RunBegun(number(next), run + 1, state.epoch(), after.spec(), after.arithmetic()));
            next.add(restarted(next, run + 1, cause, state));
        }
        return bounded(next);
    }

    /** The journal of a new job that goes on from an epoch of another one. */
    public static Journal branched(TrainingSpec spec, Arithmetic arithmetic, Checkpoint state) {
        var entries = new ArrayList<JournalEntry>();
        entries.add(new RunBegun(1, 1, state.epoch(), spec, arithmetic));
        entries.add(restarted(entries, 1, Cause.BRANCHED, state));
        return bounded(entries);
    }

    private static Restarted restarted(List<JournalEntry> before, int run, Cause cause, Checkpoint state) {
        return new Restarted(number(before), run, state.epoch(), state.batch(), cause, state.withoutBest());
    }

    /** The entries with the beginning of the present run. */
    private ArrayList<JournalEntry> begun(Job job) {
        var next = new ArrayList<JournalEntry>(entries);
        int run = presentRun(job);
        if (next.isEmpty() || next.getLast().run() != run) {
            next.add(new RunBegun(number(next), run, 0, job.spec(), job.arithmetic()));
        }
        return next;
    }

    private static long number(List<JournalEntry> before) {
        return before.isEmpty() ? 1 : before.getLast().number() + 1;
    }

    /** The entries of a run, the first of them its beginning; empty if nothing is known of the run. */
    public List<JournalEntry> of(Job job, int run) {
        List<JournalEntry> found =
                entries.stream().filter(entry -> entry.run() == run).toList();
        return found.isEmpty() && run == presentRun(job)
                ? List.of(new RunBegun(0, run, 0, job.spec(), job.arithmetic()))
                : found;
    }

    /** Whether the last entry is about a later position of the run. */
    public boolean isBeyond(int run, TrainingSession.Position at) {
        return !entries.isEmpty()
                && entries.getLast().run() == run
                && entries.getLast() instanceof Retuned last
                && (last.epoch() > at.epoch() || (last.epoch() == at.epoch() && last.batch() > at.batch()));
    }

    /** Estimated size of the entries with this number or a larger one. */
    public long bytesFrom(long number) {
        return bytes(entries.stream().filter(entry -> entry.number() >= number).toList());
    }

    /** The spec of a present run is not counted, because the job has it too. */
    private static long bytes(List<JournalEntry> entries) {
        int present = entries.isEmpty() ? 0 : entries.getLast().run();
        long bytes = 0;
        for (JournalEntry entry : entries) {
            bytes += BASE_BYTES
                    + switch (entry) {
                        case RunBegun begun ->
                            begun.run() == present
                                    ? 0
                                    : Double.BYTES * begun.spec().numbers();
                        case Restarted at ->
                            at.state() == null ? 0 : Float.BYTES * at.state().size();
                        case Retuned _, RunEnded _ -> 0;
                    };
        }
        return bytes;
    }

    private static boolean fits(List<JournalEntry> entries) {
        return entries.size() <= MAX_ENTRIES && bytes(entries) <= MAX_BYTES;
    }

    /** As many of the last entries as fit, from the beginning of a run or from a state on. */
    private static Journal bounded(List<JournalEntry> all) {
        if (fits(all)) {
            return new Journal(all);
        }
        RunBegun present = (RunBegun) all.getFirst();
        for (int i = 0; i < all.size(); i++) {
            List<JournalEntry> rest = all.subList(i, all.size());
            switch (all.get(i)) {
                case RunBegun begun -> present = begun;
                case Retuned retuned -> {
                    present = with(retuned, present);
                    continue;
                }
                case Restarted at -> {
                    present = begunAt(at, present);
                    rest = new ArrayList<>(rest);
                    rest.addFirst(present);
                }
                case RunEnded _ -> {
                    continue;
                }
            }
            if (fits(rest)) {
                return new Journal(rest);
            }
        }
        return forgotten(all.getLast(), present);
    }

    /** Nothing of the present run before its last entry can be computed again. */
    private static Journal forgotten(JournalEntry last, RunBegun present) {
        Restarted at = switch (last) {
            case Restarted state ->
                new Restarted(state.number(), state.run(), state.epoch(), state.batch(), state.cause(), null);
            case Retuned retuned ->
                new Restarted(retuned.number(), retuned.run(), retuned.epoch(), retuned.batch(), Cause.SET_BACK, null);
            case RunBegun _, RunEnded _ -> null;
        };
        return at == null ? EMPTY : new Journal(List.of(begunAt(at, present), at));
    }

    private static RunBegun with(Retuned retuned, RunBegun begun) {
        return new RunBegun(
                begun.number(),
                begun.run(),
                begun.fromEpoch(),
                applied(retuned.settings(), begun.spec()),
                begun.arithmetic());
    }

    private static RunBegun begunAt(Restarted at, RunBegun begun) {
        long from = at.batch() == 0 ? at.epoch() : at.epoch() + 1;
        return new RunBegun(at.number() - 1, at.run(), from, begun.spec(), begun.arithmetic());
    }

    /** The spec with changed rates and batch size. */
    public static TrainingSpec applied(JobPatch settings, TrainingSpec spec) {
        return spec.withTraining(settings.applyTo(spec.training()));
    }
}
