package org.nnplayground.dataset;

import java.util.List;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Data.Sample;

/**
 * Draws the samples of a generated data set. Generators that draw class by class draw equal counts; if the number is
 * not divisible, the first classes get one more. The order is shuffled afterwards.
 */
@FunctionalInterface
public interface DatasetGenerator {

    /**
     * @param samples how many, above 0
     * @param noise 0 to 0.8, called nu in the formulae
     * @return in the order of drawing, {@code samples} of them; the four of {@code xorTable} whatever was asked for
     */
    List<Sample> draw(int samples, double noise, Randomness randomness);

    /** The generator that the data name, with the columns and classes that they give. */
    static DatasetGenerator of(Data.Generated data) {
        return switch (data.generator()) {
            case CIRCLE -> ClassGenerators::circle;
            case XOR -> ClassGenerators::xor;
            case GAUSS -> ClassGenerators::gauss;
            case SPIRAL -> ClassGenerators::spiral;
            case MOONS -> ShapeGenerators::moons;
            case RINGS -> ShapeGenerators::rings;
            case CHECKERBOARD -> ShapeGenerators::checkerboard;
            case THREE_BLOBS -> ShapeGenerators::threeBlobs;
            case FUNCTION ->
                (samples, noise, randomness) -> ShapeGenerators.function(data.curve(), samples, noise, randomness);
            case CLUSTERS ->
                (samples, noise, randomness) ->
                        ShapeGenerators.clusters(data.columns(), data.classes(), samples, noise, randomness);
            case DIGITS8 -> ImageGenerators::digits8;
            case BARS_AND_STRIPES ->
                (samples, noise, randomness) -> ImageGenerators.barsAndStripes(data.size(), samples, noise, randomness);
            case LESIONS16 -> ImageGenerators::lesions16;
            case FIRST_SYMBOL ->
                (samples, noise, randomness) ->
                        SequenceGenerators.firstSymbol(data.steps(), data.classes(), samples, noise, randomness);
            case XOR_TABLE -> (samples, noise, randomness) -> ClassGenerators.xorTable();
            case PLANE -> SurfaceGenerators::plane;
            case GAUSSIANS -> SurfaceGenerators::gaussians;
        };
    }
}
