package org.nnplayground.web.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Attention;
import org.nnplayground.job.Job;
import org.nnplayground.problem.Language;
import org.nnplayground.service.JobService;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.store.History;
import org.nnplayground.store.JobStore;
import org.nnplayground.stream.EventLog;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.EventLog.Interest;
import org.nnplayground.stream.JobEvent.AttentionMoved;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.stream.JobEvent.StateChanged;
import org.nnplayground.web.events.StreamCursor.Position;
import org.nnplayground.web.jobs.JobResponses;
import org.nnplayground.web.response.AttentionBody;
import org.nnplayground.web.response.FrameJson;
import org.nnplayground.web.response.JobBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events that one client gets of one job: its state, a full current frame, then states and frames as they occur.
 * The losses in a frame are read from the history and cover every epoch since the last one sent to this client. So
 * frames can be skipped for a slow client without losing an epoch.
 */
public final class EventStream {

    private static final String STATE = JobBody.EVENT;
    private static final String FRAME = "job.frame";

    /** Maximum number of epochs whose losses are sent in one frame. */
    private static final int MAX_EPOCHS_PER_FRAME = 4096;

    private final JobService jobs;
    private final JobResponses bodies;
    private final JobStore store;
    private final EventLog events;
    private final String jobId;
    private final JsonMapper json;
    private final Executor executor;
    private final FrameJson.Include include;
    private final Interest interest;
    private final Language language;
    private final String prefix;

    // Changed by one event at a time.
    private Position position;
    private @Nullable TrainingSpec specSent;
    private @Nullable Job jobSent;

    /**
     * One event to send.
     *
     * @param data pieces of one document, as {@link EventText}
     * @param position of the client in this job after it
     */
    record OutgoingEvent(String job, String name, List<byte[]> data, Position position) {}

    /** @param executor makes and emits the events that follow the present frame */
    EventStream(
            JobService jobs,
            JobResponses bodies,
            JobStore store,
            EventLog events,
            JsonMapper json,
            Executor executor,
            String id,
            Position position,
            FrameJson.Include include,
            Duration interval,
            Language language,
            String prefix) {
        this.language = language;
        this.prefix = prefix;
        this.jobs = jobs;
        this.bodies = bodies;
        this.store = store;
        this.events = events;
        this.json = json;
        this.executor = executor;
        this.jobId = id;
        this.position = position;
        this.include = include;
        this.interest = new Interest(include.view(), interval);
    }

    /**
     * All events up to the job's end, or until this process no longer holds the job. If it does not hold the job, the
     * present state and frame.
     */
    Flux<OutgoingEvent> open() {
        return Flux.defer(() -> {
            List<Entry> states = missedStates();
            long sequence = states.isEmpty()
                    ? events.lastSequence(jobId)
                    : states.getLast().sequence();
            // The job is read after the sequence number, so it reflects every change up to it; later changes are
            // followed.
            return jobs.current(jobId).flatMapMany(job -> from(sequence, isFirstVisit(job) ? List.of() : states, job));
        });
    }

    /** The state changes that the client missed, as far as the log still has them. */
    private List<Entry> missedStates() {
        if (position.run() <= 0) {
            resetPosition();
            return List.of();
        }
        return events.statesAfter(jobId, position.sequence()).orElseGet(() -> {
            resetPosition();
            return List.of();
        });
    }

    /** Whether the client starts from the beginning: on its first visit, or because its cursor is unknown. */
    private boolean isFirstVisit(Job job) {
        int run = job.progress().run();
        boolean known = position.run() > 0 && position.run() <= run;
        if (!known) {
            resetPosition();
        } else if (position.run() == run) {
            // A client can be ahead of a job whose trainer died; it gets the epochs that are trained again.
            long epoch = Math.min(position.epoch(), job.progress().epoch());
            position = new Position(position.sequence(), run, epoch);
        }
        return !known;
    }

    /**
     * A client with an unknown event id gets all losses again, from epoch 0; a new client gets only the current frame.
     */
    private void resetPosition() {
        position = position.equals(Position.START) ? position : Position.UNKNOWN;
    }

    private Flux<OutgoingEvent> from(long sequence, List<Entry> states, Job job) {
        boolean ended = job.state().isTerminal();
        var missed = new ArrayList<>(states.subList(0, Math.max(0, states.size() - 1)));
        missed.add(new Entry(sequence, new StateChanged(job)));
        // Only a client that also got the last frame gets the position of the end; others get both again.
        Flux<OutgoingEvent> first = Flux.fromIterable(missed)
                .concatMap(entry -> entry.event() instanceof StateChanged change
                        ? state(entry.sequence(), change.now())
                        : Flux.empty());
        Mono<Entry> present =
                jobs.frame(jobId, interest.view()).map(frame -> new Entry(ended ? Position.END : sequence, frame));
        if (ended) {
            Flux<OutgoingEvent> last =
                    present.flatMapMany(this::toSend).switchIfEmpty(Flux.defer(() -> state(Position.END, job)));
            return Flux.concat(first, last);
        }
        // Follows from before the current frame: a paused job makes no other frame than that one.
        Flux<Entry> later = events.follow(jobId, sequence, interest, executor);
        return Flux.concat(first, Flux.merge(1, later, present).concatMap(this::toSend, 1));
    }

    private Flux<OutgoingEvent> toSend(Entry entry) {
        return switch (entry.event()) {
            case StateChanged change -> laterState(entry.sequence(), change.now());
            case FrameMade frame -> frames(entry.sequence(), frame);
            case AttentionMoved moved -> Flux.just(attention(moved.attention()));
        };
    }

    /** Leaves the position as it is: after a lost connection an attention is not sent again. */
    private OutgoingEvent attention(Attention attention) {
        byte[] data = json.writeValueAsBytes(AttentionBody.of(jobId, attention));
        return new OutgoingEvent(jobId, AttentionBody.EVENT, List.of(data), position);
    }

    /** Nothing if the client has this state already: it is stored a moment before its event is appended. */
    private Flux<OutgoingEvent> laterState(long sequence, Job job) {
        if (job.state().isTerminal()) {
            return state(Position.END, job);
        }
        if (job.equals(jobSent)) {
            position = new Position(Math.max(position.sequence(), sequence), position.run(), position.epoch());
            return Flux.empty();
        }
        return state(sequence, job);
    }

    private Flux<OutgoingEvent> state(long sequence, Job job) {
        jobSent = job;
        boolean withSpec = !job.spec().equals(specSent);
        specSent = job.spec();
        Position reached = new Position(Math.max(position.sequence(), sequence), position.run(), position.epoch());
        position = reached;
        return bodies.of(job, withSpec, language, prefix)
                .map(body -> new OutgoingEvent(jobId, STATE, List.of(json.writeValueAsBytes(body)), reached))
                .flux();
    }

    /** The frame, preceded by pieces of losses if there are many; empty if the client is ahead already. */
    private Flux<OutgoingEvent> frames(long sequence, FrameMade made) {
        long epoch = made.frame().position().epoch();
        boolean sameRun = made.run() == position.run();
        if (made.run() < position.run() || (sameRun && epoch < position.epoch())) {
            return Flux.empty();
        }
        boolean firstVisit = position.run() == 0 && position.epoch() < 0;
        long after = firstVisit ? epoch - 1 : sameRun ? position.epoch() : -1;
        if (after >= epoch || !include.losses() || made.run() == 0) {
            return Flux.just(frame(sequence, made, epoch, FrameJson.of(made, include, null)));
        }
        List<byte[]> sharedText = FrameJson.shared(made, include, after);
        return sharedText != null
                ? Flux.just(frame(sequence, made, epoch, sharedText))
                : withLosses(sequence, made, after);
    }

    /** The losses after an epoch, in pieces; the frame is with the last one. */
    private Flux<OutgoingEvent> withLosses(long sequence, FrameMade made, long after) {
        int limit = (int) Math.min(MAX_EPOCHS_PER_FRAME, made.frame().position().epoch() - after);
        return store.history(jobId, after, limit).flatMapMany(piece -> withLosses(sequence, made, piece));
    }

    private Flux<OutgoingEvent> withLosses(long sequence, FrameMade made, History piece) {
        if (piece.run() != made.run() || piece.size() == 0) {
            return Flux.empty(); // Another run has begun in the meantime; its frames follow.
        }
        long epoch = made.frame().position().epoch();
        long reached = piece.lastEpoch();
        if (reached >= epoch) {
            return Flux.just(frame(sequence, made, reached, FrameJson.of(made, include, piece)));
        }
        return Flux.just(frame(0, made, reached, FrameJson.of(made, piece)))
                .concatWith(Flux.defer(() -> withLosses(sequence, made, reached)));
    }

    private OutgoingEvent frame(long sequence, FrameMade made, long epoch, List<byte[]> data) {
        position = new Position(Math.max(position.sequence(), sequence), made.run(), epoch);
        return new OutgoingEvent(jobId, FRAME, data, position);
    }
}
