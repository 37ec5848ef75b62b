package org.nnplayground.dataset;

import java.util.List;
import org.nnplayground.spec.Data.Sample;
import org.nnplayground.spec.Generator;

/**
 * Draws the samples of a generated data set. What draws class by class draws equal counts, the first classes one more
 * where the number does not divide; the order is shuffled afterwards.
 */
@FunctionalInterface
public interface DatasetGenerator {

    /**
     * @param samples how many, above 0
     * @param noise 0 to 0.8, called nu in the formulae
     * @return in the order of drawing, {@code samples} of them; the four of {@code xorTable} whatever was asked for
     */
    List<Sample> draw(int samples, double noise, Randomness randomness);

    /** The generator of that name. */
    static DatasetGenerator of(Generator generator) {
        return switch (generator) {
            case CIRCLE -> ClassGenerators::circle;
            case XOR -> ClassGenerators::xor;
            case GAUSS -> ClassGenerators::gauss;
            case SPIRAL -> ClassGenerators::spiral;
            case XOR_TABLE -> (samples, noise, randomness) -> ClassGenerators.xorTable();
            case PLANE -> SurfaceGenerators::plane;
            case GAUSSIANS -> SurfaceGenerators::gaussians;
        };
    }
}
