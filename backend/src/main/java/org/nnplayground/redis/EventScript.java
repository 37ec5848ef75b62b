package org.nnplayground.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.Job;
import org.nnplayground.queue.Node;
import org.nnplayground.stream.EventLog.Entry;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.stream.JobEvent.StateChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The commands of {@code event-log.lua}. */
final class EventScript {

    private static final Logger log = LoggerFactory.getLogger(EventScript.class);

    /** Maximum number of stored state changes of one job; a client that missed more starts again. */
    private static final int MOST_STATES = 256;

    /** Approximate maximum bytes of one job's state changes, since a spec may hold megabytes of data. */
    private static final long STATES_BYTES = 1L << 20;

    private final Script script;
    private final Node node;
    private final EventFormat format;
    private final AtomicLong changes = new AtomicLong();

    /** @param node the appending node; it must append the events of one job one at a time */
    EventScript(RedisConnections redis, Node node, EventFormat format) {
        this.script = new Script(redis, "event-log", redis.key("events:"));
        this.node = node;
        this.format = format;
    }

    EventFormat format() {
        return format;
    }

    /** Subscribing again after a lost response still appends a state change only once. */
    Mono<Void> append(JobEvent event) {
        return switch (event) {
            case StateChanged change -> {
                long number = changes.incrementAndGet();
                yield Mono.defer(() -> change("state", change.now(), node.id(), number));
            }
            case FrameMade made -> Mono.defer(() -> script.does("frame", event.job(), format.write(event)));
        };
    }

    /** Appends the job's state unless the last known state has another number than the given one; 0 for none. */
    Mono<Void> restore(Job job, long lastState) {
        return change("restore", job, lastState);
    }

    private Mono<Void> change(String verb, Job job, Object... condition) {
        byte[] event = format.write(new StateChanged(job));
        long most = Math.clamp(STATES_BYTES / event.length, 1, MOST_STATES);
        Stream<Object> always = Stream.of(job.id(), event, most, job.state().isTerminal() ? 1 : 0);
        return script.does(verb, Stream.concat(always, Stream.of(condition)).toArray());
    }

    Mono<List<Object>> read(String job, long after) {
        return script.list("read", job, after);
    }

    Mono<Long> last(String job) {
        return script.number("last", job);
    }

    Mono<List<Entry>> statesAfter(String job, long sequence) {
        return script.list("states-after", job, sequence).map(this::entries);
    }

    /** @param found alternating numbers and events */
    List<Entry> entries(List<Object> found) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < found.size(); i += 2) {
            long number = Long.parseLong(text(found.get(i)));
            entries.add(new Entry(number, format.read((byte[]) found.get(i + 1))));
        }
        return entries;
    }

    Mono<Void> forget(String job) {
        return script.does("forget", job);
    }

    /** The id of the last ending. */
    Mono<String> lastEnding() {
        return script.list("last-ending").map(found -> text(found.getFirst()));
    }

    /** @param job null if another version of this service has written it */
    record Ending(String id, @Nullable Job job) {}

    Mono<List<Ending>> endingsAfter(String id) {
        return script.list("endings-after", id).map(found -> {
            var endings = new ArrayList<Ending>();
            for (int i = 0; i < found.size(); i += 2) {
                endings.add(new Ending(text(found.get(i)), ended((byte[]) found.get(i + 1))));
            }
            return endings;
        });
    }

    private @Nullable Job ended(byte[] bytes) {
        try {
            return format.read(bytes) instanceof StateChanged change ? change.now() : null;
        } catch (IllegalArgumentException e) {
            log.warn("Redis event log: an ending of another version is skipped: {}", e.getMessage());
            return null;
        }
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }
}
