package org.nnplayground.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.nnplayground.dataset.SampleSet;
import org.nnplayground.spec.data.DatasetId;

/**
 * The rows of a dataset as bytes: the doubles of each row, x and then y, in parts of whole rows. Each part is
 * compressed by itself (zlib), so that a part is readable whichever version of the library has written the others.
 */
final class ContentParts {

    /** Doubles of one part, unless a row has more: 512 KB. */
    private static final int MAX_NUMBERS = 64 * 1024;

    private ContentParts() {}

    static List<byte[]> of(SampleSet rows) {
        return plain(rows).map(ContentParts::compressed).toList();
    }

    /** The parts before they are compressed. */
    static Stream<byte[]> plain(SampleSet rows) {
        int width = rows.x()[0].length + 1;
        int perPart = perPart(width);
        return IntStream.range(0, Math.ceilDiv(rows.size(), perPart))
                .mapToObj(p -> plain(rows, p * perPart, Math.min(rows.size(), (p + 1) * perPart)));
    }

    private static byte[] plain(SampleSet rows, int first, int last) {
        var part = ByteBuffer.allocate((last - first) * (rows.x()[0].length + 1) * Double.BYTES);
        for (int i = first; i < last; i++) {
            for (double value : rows.x()[i]) {
                part.putDouble(value);
            }
            part.putDouble(rows.y()[i][0]);
        }
        return part.array();
    }

    static SampleSet rows(DatasetId id, List<byte[]> parts) {
        int width = id.columns() + 1;
        int perPart = perPart(width);
        var x = new double[id.samples()][];
        var y = new double[id.samples()][];
        for (int p = 0; p < parts.size(); p++) {
            int first = p * perPart;
            int count = Math.min(perPart, id.samples() - first);
            ByteBuffer part = expanded(parts.get(p), count * width * Double.BYTES);
            for (int i = first; i < first + count; i++) {
                x[i] = new double[id.columns()];
                for (int c = 0; c < x[i].length; c++) {
                    x[i][c] = part.getDouble();
                }
                y[i] = new double[] {part.getDouble()};
            }
        }
        return new SampleSet(x, y);
    }

    private static int perPart(int width) {
        return Math.max(1, MAX_NUMBERS / width);
    }

    private static byte[] compressed(byte[] part) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var stream = new DeflaterOutputStream(bytes, deflater)) {
            stream.write(part);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always there to be written", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer expanded(byte[] part, int size) {
        var inflater = new Inflater();
        try {
            inflater.setInput(part);
            var bytes = new byte[size];
            int read = inflater.inflate(bytes);
            if (read != size) {
                throw new IllegalStateException("a part of a dataset has " + read + " bytes instead of " + size);
            }
            return ByteBuffer.wrap(bytes);
        } catch (DataFormatException e) {
            throw new IllegalStateException("a part of a dataset is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
