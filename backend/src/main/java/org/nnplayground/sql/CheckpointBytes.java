package org.nnplayground.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Checkpoint;
import org.nnplayground.job.StopConditions;
import org.nnplayground.spec.Schedule;
import org.nnplayground.spec.Training;
import org.nnplayground.store.RunCheckpoint;

/**
 * Checkpoints as bytes, big-endian: the length of a header (32 bits), the header as JSON, then the floats of the
 * present state, of the last finite one and of the best one, as far as they exist. Each state is parameters, then
 * optimizer state.
 */
final class CheckpointBytes {

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
            boolean hasBest) {}

    static byte[] write(RunCheckpoint of) {
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
                best != null);
        byte[] json = StoredJson.write(header).getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(Math.toIntExact(Integer.BYTES + json.length + Float.BYTES * at.size()));
        bytes.putInt(json.length).put(json);
        put(bytes, at);
        if (finite != null) {
            put(bytes, finite);
        }
        if (best != null) {
            put(bytes, best.state());
        }
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, Checkpoint state) {
        put(bytes, state.parameters());
        put(bytes, state.optimizerState());
    }

    private static void put(ByteBuffer bytes, float[] floats) {
        bytes.asFloatBuffer().put(floats);
        bytes.position(bytes.position() + Float.BYTES * floats.length);
    }

    static RunCheckpoint read(byte[] bytes) {
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
                        best),
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
