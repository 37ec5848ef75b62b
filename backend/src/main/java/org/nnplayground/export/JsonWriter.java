package org.nnplayground.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.LayerParameters;
import org.nnplayground.spec.TrainingSpec;
import tools.jackson.databind.json.JsonMapper;

/** Writes a network's spec and parameters as JSON; the layers have the form of {@code GET .../parameters}. */
final class JsonWriter implements NetworkWriter {

    private final JsonMapper json;

    JsonWriter(JsonMapper json) {
        this.json = json;
    }

    private record Body(
            String job, int run, long epoch, List<String> columns, TrainingSpec spec, List<LayerBody> layers) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent")
    private record LayerBody(
            Object[] weights,
            float @Nullable [][] recurrentWeights,
            float[] biases,
            @Nullable Float slope) {

        static LayerBody of(LayerParameters layer) {
            return new LayerBody(
                    layer.nestedWeights(),
                    layer.recurrentWeights().length == 0 ? null : layer.recurrentWeights(),
                    layer.biases(),
                    layer.slope());
        }
    }

    @Override
    public ExportFormat format() {
        return ExportFormat.JSON;
    }

    @Override
    public byte[] write(ExportedNetwork network) {
        return json.writeValueAsBytes(new Body(
                network.job(),
                network.run(),
                network.epoch(),
                network.columnNames(),
                network.spec(),
                network.parameters().layers().stream().map(LayerBody::of).toList()));
    }
}
