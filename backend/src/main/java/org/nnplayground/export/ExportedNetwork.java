package org.nnplayground.export;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nnplayground.dataset.Samples;
import org.nnplayground.dataset.Scaling;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.engine.Parameters;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Concatenation;
import org.nnplayground.spec.layer.PlacedLayer;

/**
 * What an export writes.
 *
 * @param job its id
 * @param epoch that the parameters belong to
 * @param initial the parameters before the first epoch
 * @param samples of the job; null if the file does not need them, not even for the scale of its columns
 * @param besideFile whether the samples are in a file {@code data.csv} beside the export
 */
public record ExportedNetwork(
        String job,
        TrainingSpec spec,
        int run,
        long epoch,
        Parameters parameters,
        Parameters initial,
        @Nullable Samples samples,
        boolean besideFile) {

    /**
     * A layer with its parameters.
     *
     * @param number from 1
     */
    public record ExportedLayer(int number, PlacedLayer placed, LayerParameters parameters) {}

    /** Whether a concatenation takes what the layer with this number gives. */
    public boolean isTakenLater(int number) {
        return spec.network().layers().stream()
                .anyMatch(layer -> layer instanceof Concatenation concatenation && concatenation.layer() == number - 1);
    }

    /** The layers with the exported parameters. */
    public List<ExportedLayer> layers() {
        return layers(parameters);
    }

    public List<ExportedLayer> layers(Parameters of) {
        List<PlacedLayer> placed = spec.placedLayers();
        return IntStream.range(0, placed.size())
                .mapToObj(
                        l -> new ExportedLayer(l + 1, placed.get(l), of.layers().get(l)))
                .toList();
    }

    /** Number of raw columns, which are the inputs of every export. */
    public int columns() {
        return spec.data().columns();
    }

    /** Names of the raw columns, {@code x1} to {@code xd}. */
    public List<String> columnNames() {
        return IntStream.rangeClosed(1, columns())
                .mapToObj(column -> "x" + column)
                .toList();
    }

    /** The samples of a file that needs them. */
    public Samples requiredSamples() {
        return Objects.requireNonNull(samples, "samples");
    }

    /** The scaling of the columns before the features are computed from them. */
    public Scaling scaling() {
        return samples == null ? Scaling.NONE : samples.scaling();
    }

    /** Whether the network's inputs are the columns, in their order. */
    public boolean seesColumns() {
        return spec.inputs().equals(columnNames());
    }

    /** Index of the column that an input is, or -1 for a function of columns. */
    public int column(String input) {
        return columnNames().indexOf(input);
    }

    /** One line for people: where the network comes from. */
    public String origin() {
        return "job %s, run %d, epoch %d".formatted(job, run, epoch);
    }
}
