package org.nnplayground.redis;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Boundary;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.Frame;
import org.nnplayground.engine.Gradients;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Losses;
import org.nnplayground.engine.Metrics;
import org.nnplayground.engine.Parameters;
import org.nnplayground.engine.TrainingSession.Position;

/**
 * Frames as bytes, big-endian: the components of each record in the order of its declaration; a count before each list
 * and array, a byte before what may be absent, floating-point numbers bit by bit, enum constants by name.
 */
final class FrameFormat {

    private static final int CLASSIFICATION = 1;
    private static final int REGRESSION = 2;

    private FrameFormat() {}

    static void write(Frame frame, DataOutputStream out) throws IOException {
        out.writeLong(frame.position().epoch());
        out.writeInt(frame.position().batch());
        out.writeInt(frame.position().batches());
        out.writeDouble(frame.losses().train());
        out.writeDouble(frame.losses().validation());
        out.writeDouble(frame.losses().test());
        out.writeDouble(frame.learningRate());
        optional(frame.parameters(), out, parameters -> layers(parameters.layers(), out));
        optional(frame.gradients(), out, gradients -> {
            out.writeDouble(gradients.loss());
            layers(gradients.layers(), out);
        });
        list(frame.boundaries(), out, boundary -> boundary(boundary, out));
        optional(frame.metrics(), out, metrics -> metrics(metrics, out));
        list(frame.diagnosis(), out, diagnosis -> {
            out.writeUTF(diagnosis.type().name());
            optional(diagnosis.layer(), out, out::writeInt);
            list(diagnosis.units(), out, out::writeInt);
        });
    }

    static Frame read(DataInputStream in) throws IOException {
        return new Frame(
                new Position(in.readLong(), in.readInt(), in.readInt()),
                new Losses(in.readDouble(), in.readDouble(), in.readDouble()),
                in.readDouble(),
                optional(in, () -> new Parameters(layers(in))),
                optional(in, () -> new Gradients(in.readDouble(), layers(in))),
                list(in, () -> boundary(in)),
                optional(in, () -> metrics(in)),
                list(
                        in,
                        () -> new Diagnosis(
                                Diagnosis.Type.valueOf(in.readUTF()),
                                optional(in, in::readInt),
                                list(in, in::readInt))));
    }

    private static void layers(List<LayerParameters> layers, DataOutputStream out) throws IOException {
        list(layers, out, layer -> {
            floats(layer.weights(), out);
            floats(layer.biases(), out);
            optional(layer.slope(), out, slope -> out.writeInt(Float.floatToRawIntBits(slope)));
        });
    }

    private static List<LayerParameters> layers(DataInputStream in) throws IOException {
        return list(
                in,
                () -> new LayerParameters(
                        matrix(in), floats(in), optional(in, () -> Float.intBitsToFloat(in.readInt()))));
    }

    private static void boundary(Boundary boundary, DataOutputStream out) throws IOException {
        out.writeInt(boundary.resolution());
        list(boundary.columns(), out, out::writeUTF);
        for (double[] ends : boundary.domain()) {
            out.writeDouble(ends[0]);
            out.writeDouble(ends[1]);
        }
        out.writeDouble(boundary.minimum());
        out.writeDouble(boundary.maximum());
        floats(boundary.values(), out);
    }

    private static Boundary boundary(DataInputStream in) throws IOException {
        return new Boundary(
                in.readInt(),
                list(in, in::readUTF),
                new double[][] {{in.readDouble(), in.readDouble()}, {in.readDouble(), in.readDouble()}},
                in.readDouble(),
                in.readDouble(),
                matrix(in));
    }

    private static void metrics(Metrics metrics, DataOutputStream out) throws IOException {
        switch (metrics) {
            case Metrics.Classification of -> {
                out.writeByte(CLASSIFICATION);
                out.writeDouble(of.trainAccuracy());
                out.writeDouble(of.testAccuracy());
                counts(of.trainConfusion(), out);
                counts(of.testConfusion(), out);
            }
            case Metrics.Regression of -> {
                out.writeByte(REGRESSION);
                out.writeDouble(of.trainRmse());
                out.writeDouble(of.testRmse());
                out.writeDouble(of.trainR2());
                out.writeDouble(of.testR2());
            }
        }
    }

    private static Metrics metrics(DataInputStream in) throws IOException {
        return in.readByte() == CLASSIFICATION
                ? new Metrics.Classification(in.readDouble(), in.readDouble(), counts(in), counts(in))
                : new Metrics.Regression(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }

    private static void counts(int[][] rows, DataOutputStream out) throws IOException {
        out.writeInt(rows.length);
        for (int[] row : rows) {
            out.writeInt(row.length);
            for (int count : row) {
                out.writeInt(count);
            }
        }
    }

    private static int[][] counts(DataInputStream in) throws IOException {
        var rows = new int[in.readInt()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new int[in.readInt()];
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] = in.readInt();
            }
        }
        return rows;
    }

    private static void floats(float[][] rows, DataOutputStream out) throws IOException {
        out.writeInt(rows.length);
        for (float[] row : rows) {
            floats(row, out);
        }
    }

    private static float[][] matrix(DataInputStream in) throws IOException {
        var rows = new float[in.readInt()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = floats(in);
        }
        return rows;
    }

    private static void floats(float[] row, DataOutputStream out) throws IOException {
        var bytes = ByteBuffer.allocate(Float.BYTES * row.length);
        bytes.asFloatBuffer().put(row);
        out.writeInt(row.length);
        out.write(bytes.array());
    }

    private static float[] floats(DataInputStream in) throws IOException {
        var row = new float[in.readInt()];
        ByteBuffer.wrap(in.readNBytes(Float.BYTES * row.length)).asFloatBuffer().get(row);
        return row;
    }

    private interface Writing<T> {
        void write(T value) throws IOException;
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> void optional(@Nullable T value, DataOutputStream out, Writing<T> writing) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            writing.write(value);
        }
    }

    private static <T> @Nullable T optional(DataInputStream in, Reading<T> reading) throws IOException {
        return in.readBoolean() ? reading.read() : null;
    }

    private static <T> void list(List<T> values, DataOutputStream out, Writing<T> writing) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            writing.write(value);
        }
    }

    private static <T> List<T> list(DataInputStream in, Reading<T> reading) throws IOException {
        int size = in.readInt();
        var values = new ArrayList<T>();
        for (int i = 0; i < size; i++) {
            values.add(reading.read());
        }
        return values;
    }
}
