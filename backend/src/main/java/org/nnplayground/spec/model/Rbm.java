package org.nnplayground.spec.model;

import java.util.List;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Field;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.NumberField;
import org.nnplayground.spec.ObjectType;
import org.nnplayground.spec.layer.Dense;
import org.nnplayground.spec.layer.Layer;

/**
 * A restricted Boltzmann machine (Smolensky, "Information processing in dynamical systems", 1986) of the energy E(v, h)
 * = -b v - c h - h W v, trained by contrastive divergence (Hinton, "Training products of experts by minimizing
 * contrastive divergence", 2002). Visible units are the features.
 *
 * <p>As a network it is an autoencoder of two sigmoid layers with tied weights: the first has W {@code [hidden,
 * visible]} and c, the second the transposed W and b. Its outputs are the reconstruction by probabilities.
 *
 * @param hidden number of hidden units
 * @param steps Gibbs steps of each update, 1 to 100
 * @param persistent whether the Gibbs steps continue from the end of the update before (Tieleman, "Training restricted
 *     Boltzmann machines using approximations to the likelihood gradient", 2008) instead of beginning at the samples
 * @param chains number of persistent chains, 1 to 1000; 1 if {@code persistent} is false
 */
public record Rbm(int hidden, int steps, boolean persistent, int chains) {

    private static final int LAYERS = 2;

    /** Definition of {@code rbm}. */
    public static ObjectType<Rbm> definition(Limits limits) {
        return ObjectType.of(
                        Rbm.class,
                        Rbm::new,
                        NumberField.whole("hidden", 1, limits.units())
                                .withDefault(8)
                                .describedAs("Number of hidden units.")
                                .from(Rbm::hidden),
                        NumberField.whole("steps", 1, 100)
                                .withDefault(1)
                                .publishedAs("gibbsSteps")
                                .describedAs("Gibbs steps of each update.")
                                .from(Rbm::steps),
                        new Field.Flag(
                                        "persistent",
                                        false,
                                        null,
                                        "Whether the Gibbs steps continue from the end of the update before instead of beginning at the samples.")
                                .from(Rbm::persistent),
                        NumberField.whole("chains", 1, 1000)
                                .withDefault(20)
                                .describedAs("Number of persistent chains.")
                                .from(Rbm::chains)
                                .onlyIf(Rbm::persistent))
                .labelled(Message.of("thing.rbm"));
    }

    /** One that begins its Gibbs steps at the samples. */
    public Rbm(int hidden, int steps) {
        this(hidden, steps, false, 1);
    }

    /**
     * The layers of the machine as a network.
     *
     * @param visible number of visible units
     */
    public List<Layer> layers(int visible) {
        return List.of(new Dense(hidden, Activation.SIGMOID, true), new Dense(visible, Activation.SIGMOID, true));
    }

    /** Whether the weights of the second layer are those of the first, transposed. */
    public static boolean areTied(double[][][] weights) {
        if (weights.length != LAYERS) {
            return false;
        }
        for (int j = 0; j < weights[0].length; j++) {
            for (int i = 0; i < weights[0][j].length; i++) {
                if (weights[1][i][j] != weights[0][j][i]) {
                    return false;
                }
            }
        }
        return true;
    }
}
