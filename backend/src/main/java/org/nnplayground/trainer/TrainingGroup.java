package org.nnplayground.trainer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.SessionGroup;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Advance;
import org.nnplayground.job.Mode;
import org.nnplayground.trainer.schedule.TrainerTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs whose trainings advance together. A turn collects what is due of all members, lets the engine train it together,
 * and publishes the results job by job. It takes place once in each frame interval, so that most members have the same
 * number of epochs due, and again at once if a member has more. A member that another thread uses at that moment misses
 * the turn.
 */
final class TrainingGroup implements TrainerTask {

    private static final Logger log = LoggerFactory.getLogger(TrainingGroup.class);
    private static final long MIN_INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long MAX_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    /** Target duration of a turn of live jobs: they train by one call, so that their frames are not late. */
    private static final long ONE_CALL = 0;

    /** Target duration of a turn of batch jobs, whose results are recorded once in a turn. */
    private static final long BATCH_TURN = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * The first turn of a group of batch jobs begins when no job has joined for this time: an epoch of many networks
     * costs little more than one of a few.
     */
    private static final long GATHER = TimeUnit.MILLISECONDS.toNanos(100);

    /** Maximum time until the first turn. */
    private static final long MAX_GATHER = TimeUnit.SECONDS.toNanos(5);

    private final GroupKey key;
    private final SessionGroup sessions;
    private final TrainingGroups groups;

    /** The members and the shapes of their networks. */
    private final Map<OpenJob, Object> members = new ConcurrentHashMap<>();

    /** Sessions whose jobs have left, until the next turn. */
    private final Queue<TrainingSession> left = new ConcurrentLinkedQueue<>();

    private final long createdAt = System.nanoTime();
    private volatile long lastJoinedAt = createdAt;

    /** Whether the first turn has begun. */
    private boolean begun;

    /** Nanoseconds between two turns. */
    private long interval = MAX_INTERVAL;

    private boolean closed;

    private record MemberTurn(OpenJob job, LiveTraining.Turn turn, SessionGroup.Turn session) {}

    TrainingGroup(GroupKey key, SessionGroup sessions, TrainingGroups groups) {
        this.key = key;
        this.sessions = sessions;
        this.groups = groups;
    }

    GroupKey key() {
        return key;
    }

    /** Whether no member has another shape. */
    boolean isOnly(Object shape) {
        return members.values().stream().allMatch(shape::equals);
    }

    /** Whether all members have the same shape and are at least this many. */
    boolean hasOneShape(int least) {
        return members.size() >= least && members.values().stream().distinct().count() == 1;
    }

    /** Number of members of a shape. */
    long count(Object shape) {
        return members.values().stream().filter(shape::equals).count();
    }

    boolean hasRoom() {
        return members.size() < sessions.capacity();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** @return whether the group had no members, so it has no turns until it is woken */
    boolean add(OpenJob job, Object shape) {
        boolean isFirst = members.isEmpty();
        lastJoinedAt = System.nanoTime();
        members.put(job, shape);
        return isFirst;
    }

    void remove(OpenJob job, TrainingSession session) {
        members.remove(job);
        left.add(session);
        if (members.isEmpty()) {
            groups.wake(this);
        }
    }

    void close() {
        closed = true;
        sessions.close();
    }

    @Override
    public boolean isBackground() {
        return key.mode() == Mode.BATCH;
    }

    @Override
    public long runTurn() {
        long start = System.nanoTime();
        for (TrainingSession session = left.poll(); session != null; session = left.poll()) {
            sessions.remove(session);
        }
        if (!closed && groups.removeIfEmpty(this)) {
            close();
        }
        if (closed) {
            return NEVER;
        }
        long beginsAt = Math.min(lastJoinedAt + GATHER, createdAt + MAX_GATHER);
        if (key.mode() == Mode.BATCH && !begun && start < beginsAt) {
            return beginsAt;
        }
        begun = true;
        try {
            return trainMembers() ? System.nanoTime() : start + interval;
        } catch (Throwable e) {
            log.error("Trainer: a turn of a group failed with an internal error; trying again", e);
            return start + interval;
        }
    }

    /** @return whether the next turn is due at once, because a member has more epochs due */
    private boolean trainMembers() {
        var entered = new ArrayList<OpenJob>();
        var turns = new ArrayList<MemberTurn>();
        long shortest = MAX_INTERVAL;
        try {
            for (OpenJob job : members.keySet()) {
                if (!job.enter()) {
                    continue;
                }
                entered.add(job);
                LiveTraining.Turn turn = key.mode() == Mode.BATCH
                        ? job.begin(this, 0, BATCH_TURN)
                        : job.begin(this, key.isUnlimited() ? 0 : interval, ONE_CALL);
                shortest = Math.min(shortest, interval(job.frameInterval()));
                if (turn != null && (turn.plan() != null || turn.view() != null)) {
                    turns.add(new MemberTurn(job, turn, job.sessionTurn(turn)));
                }
            }
            interval = Math.max(MIN_INTERVAL, shortest);
            return !turns.isEmpty() && train(turns);
        } finally {
            entered.forEach(OpenJob::exit);
        }
    }

    private static long interval(@Nullable Duration ofFrames) {
        return ofFrames == null ? MAX_INTERVAL : ofFrames.toNanos();
    }

    /** @return whether a member has more epochs due */
    private boolean train(List<MemberTurn> turns) {
        List<Advance> advances;
        try {
            advances = sessions.advance(turns.stream().map(MemberTurn::session).toList());
        } catch (Throwable e) {
            log.error("Trainer: the call for a group of {} trainings failed; its jobs end as failed", turns.size(), e);
            turns.forEach(turn -> turn.job.fail(e));
            return false;
        }
        if (key.mode() == Mode.BATCH) {
            inspectEnded(turns, advances);
        }
        boolean hasMore = false;
        for (int i = 0; i < turns.size(); i++) {
            MemberTurn turn = turns.get(i);
            Advance advance = advances.get(i);
            long asked = turn.session.slice().untilEpoch() - advance.fromEpoch() + 1;
            boolean continues = turn.job.complete(this, turn.turn, advance);
            hasMore |= continues && advance.losses().length < asked;
        }
        return hasMore;
    }

    /** Evaluates the sessions that have reached the ends of their slices at once, for the results of their jobs. */
    private void inspectEnded(List<MemberTurn> turns, List<Advance> advances) {
        var ended = new ArrayList<TrainingSession>();
        for (int i = 0; i < turns.size(); i++) {
            SessionGroup.Turn turn = turns.get(i).session;
            boolean reachedEnd =
                    turn.session().position().epoch() >= turn.slice().untilEpoch();
            if (reachedEnd || advances.get(i).condition() != null) {
                ended.add(turn.session());
            }
        }
        if (ended.size() > 1) {
            sessions.inspect(ended);
        }
    }
}
