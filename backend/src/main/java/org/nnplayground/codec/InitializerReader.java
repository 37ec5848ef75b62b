package org.nnplayground.codec;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.VariantType;
import org.nnplayground.spec.layer.PlacedLayer;

/** Reads {@code network.initializer}. The shapes of explicit parameters depend on the layers. */
final class InitializerReader {

    private final VariantType<Initializer> type = Initializer.definition();
    private final LongSupplier seeds;

    InitializerReader(LongSupplier seeds) {
        this.seeds = seeds;
    }

    /**
     * @param layers null if unknown or if their shapes are: then no shape is checked
     * @return null after a violation
     */
    @Nullable
    Initializer read(JsonFields json, @Nullable List<PlacedLayer> layers) {
        var variant = ObjectReader.variant(json, type);
        if (variant == null) {
            return null;
        }
        var initializer = ObjectReader.of(json, type, variant, seeds);
        if (variant.wireName().equals(Initializer.EXPLICIT)) {
            ExplicitParameters given = ExplicitParameters.read(json, layers);
            initializer.set("weights", given == null ? null : given.weights());
            initializer.set("recurrentWeights", given == null ? null : given.recurrentWeights());
            initializer.set("biases", given == null ? null : given.biases());
            initializer.set("slopes", given == null ? null : given.slopes());
        }
        return initializer.finish();
    }
}
