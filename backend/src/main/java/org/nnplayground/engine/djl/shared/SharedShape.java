package org.nnplayground.engine.djl.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nnplayground.engine.djl.layout.Chunks;
import org.nnplayground.engine.djl.layout.Layout;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Loss;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Training;
import org.nnplayground.spec.TrainingSpec;

/**
 * What networks must have in common to be trained by one {@link SharedProgram}: the structure of their layers, loss,
 * optimizer and kind of penalty, the sizes of the sample sets, the batch size, and whether the order changes every
 * epoch.
 *
 * @param layout the widest one, {@link Layout#padded}
 * @param slots vectors of the optimizer's state
 */
public record SharedShape(
        Layout layout,
        Loss loss,
        SharedUpdateText update,
        int slots,
        Regularization.Type penalty,
        int train,
        int validation,
        int test,
        int batchSize,
        boolean reorders) {

    public static SharedShape of(TrainingSpec spec) {
        Training training = spec.training();
        Data data = spec.data();
        int train = data.trainSamples();
        return new SharedShape(
                Layout.of(spec).padded(),
                training.loss(),
                SharedUpdateText.of(training.optimizer()),
                training.optimizer().slots(),
                training.regularization().type(),
                train,
                data.validationSamples(),
                data.samplesInAll() - train - data.validationSamples(),
                Math.min(training.batchSize(), train),
                training.shuffle() == Shuffle.EVERY_EPOCH);
    }

    /** Number of samples in all sets. */
    public int samples() {
        return train + validation + test;
    }

    public Chunks batches() {
        return new Chunks(train, batchSize);
    }

    /**
     * Consecutive samples cut into parts that are passed through the network at once. The program has one set of
     * buffers for each size that occurs.
     *
     * @param low first sample of each part
     * @param high the sample after its last one
     * @param kind index of its size in {@code sizes}
     * @param group the number of the batch or set that it belongs to
     * @param offset of its first sample in that group
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Parts(long[] low, long[] high, long[] kind, long[] group, long[] offset, long[] sizes) {

        /** @param maximum number of samples in a part */
        public static Parts of(List<Integer> groups, int maximum) {
            var rows = new ArrayList<long[]>();
            var sizes = new ArrayList<Long>();
            long first = 0;
            for (int g = 0; g < groups.size(); g++) {
                for (int offset = 0; offset < groups.get(g); offset += maximum) {
                    long size = Math.min(maximum, groups.get(g) - offset);
                    if (!sizes.contains(size)) {
                        sizes.add(size);
                    }
                    rows.add(new long[] {first + offset, first + offset + size, sizes.indexOf(size), g, offset});
                }
                first += groups.get(g);
            }
            return new Parts(
                    column(rows, 0),
                    column(rows, 1),
                    column(rows, 2),
                    column(rows, 3),
                    column(rows, 4),
                    sizes.stream().mapToLong(Long::longValue).toArray());
        }

        private static long[] column(List<long[]> rows, int index) {
            return rows.stream().mapToLong(row -> row[index]).toArray();
        }

        public int count() {
            return low.length;
        }

        /** The first part of each group, and the number of parts. */
        long[] bounds(int groups) {
            var bounds = new long[groups + 1];
            for (long g : group) {
                bounds[(int) g + 1]++;
            }
            for (int g = 0; g < groups; g++) {
                bounds[g + 1] += bounds[g];
            }
            return bounds;
        }
    }

    /** The train set in the parts of its batches. */
    Parts trainParts() {
        Chunks batches = batches();
        return Parts.of(
                IntStream.range(0, batches.count()).mapToObj(batches::sizeOf).toList(), SharedProgram.PIECE);
    }

    /** All sets, one after the other; the group is the set. */
    Parts evaluationParts() {
        return Parts.of(List.of(train, validation, test), SharedProgram.PIECE);
    }
}
