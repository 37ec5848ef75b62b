package org.nnplayground.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.job.StopConditions;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Training;
import org.nnplayground.store.RunCheckpoint;

/**
 * Checkpoints as bytes, big-endian: the length of a header (32 bits, a multiple of 4), the header as JSON, then the
 * floats of the present state, of the last finite one and of the best one, and the visible biases of a pre-training, as
 * far as they exist. Each state is parameters, then optimizer state.
 */
public final class CheckpointBytes {

    private CheckpointBytes() {}

    /** A checkpoint without its arrays, and their lengths. */
    private record StateHeader(
            long epoch,
            int batch,
            @Nullable Long parametersOf,
            long updates,
            Schedule.Progress schedule,
            int parameters,
            int optimizerState) {

        static StateHeader of(Checkpoint at) {
            return new StateHeader(
                    at.epoch(),
                    at.batch(),
                    at.parametersOf(),
                    at.updates(),
                    at.schedule(),
                    at.parameters().length,
                    at.optimizerState().length);
        }

        Checkpoint read(ByteBuffer from) {
            return new Checkpoint(
                    epoch,
                    batch,
                    parametersOf == null ? epoch : parametersOf,
                    floats(from, parameters),
                    floats(from, optimizerState),
                    updates,
                    schedule,
                    null,
                    null,
                    null);
        }
    }

    private record Header(
            int run,
            StopConditions stop,
            long nanosecondsTrained,
            Instant takenAt,
            StateHeader at,
            @Nullable Training training,
            @Nullable Boolean freshRate,
            @Nullable StateHeader finite,
            long bestEpoch,
            double bestLoss,
            boolean hasBest,
            @Nullable PretrainingHeader pretraining) {}

    /** A pre-training without its array, and the length of it. */
    private record PretrainingHeader(
            int layer,
            int epoch,
            int batch,
            double errorSum,
            @Nullable Double reconstructionError,
            int visibleBiases) {

        static PretrainingHeader of(Checkpoint.Pretraining at) {
            return new PretrainingHeader(
                    at.layer(),
                    at.epoch(),
                    at.batch(),
                    at.errorSum(),
                    at.reconstructionError(),
                    at.visibleBiases().length);
        }

        Checkpoint.Pretraining read(ByteBuffer from) {
            return new Checkpoint.Pretraining(
                    layer, epoch, batch, errorSum, reconstructionError, floats(from, visibleBiases));
        }
    }

    public static byte[] write(RunCheckpoint of) {
        return part(of, 0, Math.toIntExact(length(of)));
    }

    /** Number of bytes of a checkpoint. */
    static long length(RunCheckpoint of) {
        return start(of).length + Float.BYTES * of.checkpoint().size();
    }

    /**
     * Some of the bytes of a checkpoint.
     *
     * @param from a multiple of 4
     * @param length a multiple of 4, at most up to the end
     */
    static byte[] part(RunCheckpoint of, long from, int length) {
        byte[] start = start(of);
        var part = ByteBuffer.allocate(length);
        if (from < start.length) {
            part.put(start, (int) from, Math.min(length, start.length - (int) from));
        }
        long end = start.length; // of what comes before the array
        for (float[] floats : arrays(of.checkpoint())) {
            int first = (int) Math.max(0, (from + part.position() - end) / Float.BYTES);
            int count = Math.min(part.remaining() / Float.BYTES, floats.length - first);
            if (count > 0) {
                part.asFloatBuffer().put(floats, first, count);
                part.position(part.position() + Float.BYTES * count);
            }
            end += (long) Float.BYTES * floats.length;
        }
        return part.array();
    }

    private static List<float[]> arrays(Checkpoint at) {
        var arrays = new ArrayList<float[]>(List.of(at.parameters(), at.optimizerState()));
        if (at.finite() != null) {
            arrays.add(at.finite().parameters());
            arrays.add(at.finite().optimizerState());
        }
        if (at.best() != null) {
            arrays.add(at.best().state());
        }
        if (at.pretraining() != null) {
            arrays.add(at.pretraining().visibleBiases());
        }
        return arrays;
    }

    /** Length and header. Spaces fill the header, so that every float begins at a multiple of 4. */
    private static byte[] start(RunCheckpoint of) {
        Checkpoint at = of.checkpoint();
        Checkpoint finite = at.finite();
        Checkpoint.Best best = at.best();
        var header = new Header(
                of.run(),
                of.stop(),
                of.nanosecondsRun(),
                of.takenAt(),
                StateHeader.of(at),
                at.retuned() == null ? null : at.retuned().inForce(),
                at.retuned() == null ? null : at.retuned().freshRate(),
                finite == null ? null : StateHeader.of(finite),
                best == null ? 0 : best.epoch(),
                best == null ? 0 : best.loss(),
                best != null,
                at.pretraining() == null ? null : PretrainingHeader.of(at.pretraining()));
        byte[] json = StoredJson.write(header).getBytes(StandardCharsets.UTF_8);
        byte[] filled = Arrays.copyOf(json, (json.length + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES);
        Arrays.fill(filled, json.length, filled.length, (byte) ' ');
        return ByteBuffer.allocate(Integer.BYTES + filled.length)
                .putInt(filled.length)
                .put(filled)
                .array();
    }

    private static void put(ByteBuffer bytes, float[] floats) {
        bytes.asFloatBuffer().put(floats);
        bytes.position(bytes.position() + Float.BYTES * floats.length);
    }

    public static RunCheckpoint read(byte[] bytes) {
        var from = ByteBuffer.wrap(bytes);
        var json = new byte[from.getInt()];
        from.get(json);
        Header header = StoredJson.read(new String(json, StandardCharsets.UTF_8), Header.class);
        Checkpoint at = header.at.read(from);
        Checkpoint finite = header.finite == null ? null : header.finite.read(from);
        Checkpoint.Best best = header.hasBest
                ? new Checkpoint.Best(
                        header.bestEpoch,
                        header.bestLoss,
                        floats(from, header.at.parameters + header.at.optimizerState))
                : null;
        Checkpoint.Pretraining pretraining = header.pretraining == null ? null : header.pretraining.read(from);
        return new RunCheckpoint(
                header.run,
                new Checkpoint(
                        at.epoch(),
                        at.batch(),
                        at.parametersOf(),
                        at.parameters(),
                        at.optimizerState(),
                        at.updates(),
                        at.schedule(),
                        header.training == null
                                ? null
                                : new Checkpoint.Retuned(header.training, Boolean.TRUE.equals(header.freshRate)),
                        finite,
                        best,
                        pretraining),
                header.stop,
                header.nanosecondsTrained,
                header.takenAt);
    }

    static byte[] ofFloats(float[]... arrays) {
        int length = 0;
        for (float[] floats : arrays) {
            length += floats.length;
        }
        var bytes = ByteBuffer.allocate(Float.BYTES * length);
        for (float[] floats : arrays) {
            put(bytes, floats);
        }
        return bytes.array();
    }

    static float[] toFloats(byte[] bytes) {
        return floats(ByteBuffer.wrap(bytes), bytes.length / Float.BYTES);
    }

    private static float[] floats(ByteBuffer from, int count) {
        var floats = new float[count];
        from.asFloatBuffer().get(floats);
        from.position(from.position() + Float.BYTES * count);
        return floats;
    }
}
