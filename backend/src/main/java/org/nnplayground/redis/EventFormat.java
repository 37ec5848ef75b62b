package org.nnplayground.redis;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Metrics;
import org.nnplayground.job.Job;
import org.nnplayground.job.Mode;
import org.nnplayground.job.Pace;
import org.nnplayground.job.StopConditions;
import org.nnplayground.store.History;
import org.nnplayground.store.MessageReader;
import org.nnplayground.store.SpecFormat;
import org.nnplayground.stream.JobEvent;
import org.nnplayground.stream.JobEvent.FrameMade;
import org.nnplayground.stream.JobEvent.StateChanged;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as bytes: the number of this format, the kind of event, then
 *
 * <ul>
 *   <li>for a state the job as JSON, with its spec as the API writes it;
 *   <li>for a frame job, run, epochs a second and when it was made (seconds, nanoseconds), the losses that the store
 *       does not tell everybody yet (run, first epoch, how many, then train, validation and test), then the frame
 *       ({@link FrameFormat}).
 * </ul>
 *
 * All processes of a service read and write the same format; one that meets another says so.
 */
final class EventFormat {

    private static final int VERSION = 1;
    private static final int STATE = 1;
    private static final int FRAME = 2;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Metrics.class, ByName.class)
            .addModule(MessageReader.module())
            .build();

    private final SpecFormat specs;

    EventFormat(SpecFormat specs) {
        this.specs = specs;
    }

    /** A variant of a sealed type is told by its class's name. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface ByName {}

    /** A job with its spec as text. */
    private record Told(
            String id,
            @Nullable String owner,
            Mode mode,
            Job.Description description,
            String spec,
            StopConditions stop,
            Pace pace,
            Job.Life life,
            Job.Progress progress) {}

    byte[] write(JobEvent event) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            switch (event) {
                case StateChanged change -> {
                    out.writeByte(STATE);
                    out.write(json(change.now()));
                }
                case FrameMade made -> {
                    out.writeByte(FRAME);
                    out.writeUTF(made.job());
                    out.writeInt(made.run());
                    out.writeDouble(made.epochsPerSecond());
                    out.writeLong(made.madeAt().getEpochSecond());
                    out.writeInt(made.madeAt().getNano());
                    write(made.unflushed(), out);
                    FrameFormat.write(made.frame(), out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private byte[] json(Job job) {
        return MAPPER.writeValueAsString(new Told(
                        job.id(),
                        job.owner(),
                        job.mode(),
                        job.description(),
                        specs.write(job.spec()),
                        job.stop(),
                        job.pace(),
                        job.life(),
                        job.progress()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What {@link #write} has written.
     *
     * @throws IllegalArgumentException where it is of another version
     */
    JobEvent read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("events of format " + version + " cannot be read, only " + VERSION);
            }
            int kind = in.readUnsignedByte();
            return switch (kind) {
                case STATE -> new StateChanged(job(in.readAllBytes()));
                case FRAME -> frame(in);
                default -> throw new IllegalArgumentException("no event of kind " + kind);
            };
        } catch (IOException e) {
            throw new IllegalArgumentException("an event is cut short", e);
        }
    }

    private static FrameMade frame(DataInputStream in) throws IOException {
        String job = in.readUTF();
        int run = in.readInt();
        double epochsPerSecond = in.readDouble();
        Instant madeAt = Instant.ofEpochSecond(in.readLong(), in.readInt());
        History unkept = history(in);
        return new FrameMade(job, run, epochsPerSecond, madeAt, FrameFormat.read(in), unkept);
    }

    private static void write(History losses, DataOutputStream out) throws IOException {
        out.writeInt(losses.run());
        out.writeLong(losses.fromEpoch());
        out.writeInt(losses.size());
        for (float[] all : List.of(losses.train(), losses.validation(), losses.test())) {
            for (float loss : all) {
                out.writeFloat(loss);
            }
        }
    }

    private static History history(DataInputStream in) throws IOException {
        int run = in.readInt();
        long fromEpoch = in.readLong();
        var losses = new float[3][in.readInt()];
        for (float[] all : losses) {
            for (int i = 0; i < all.length; i++) {
                all[i] = in.readFloat();
            }
        }
        return new History(run, fromEpoch, losses[0], losses[1], losses[2]);
    }

    private Job job(byte[] json) {
        Told told = MAPPER.readValue(json, Told.class);
        return new Job(
                told.id,
                told.owner,
                told.mode,
                told.description,
                specs.read(told.spec),
                told.stop,
                told.pace,
                told.life,
                told.progress);
    }
}
