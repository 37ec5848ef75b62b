package org.nnplayground.spec;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.layer.Layer;

/**
 * The program that trains a network. The programs add in different orders, so their results differ in the last bits;
 * the same spec, seeds and arithmetic give the same bits.
 */
public enum Arithmetic implements Choice {
    /** A program for one network, of any spec. */
    SOLO,

    /** A program for many networks of one shape, within {@link SharedShape#LIMITS}. */
    SHARED;

    private static final int COMMON_UNITS = 4;
    private static final int COMMON_LAYERS = 3;
    private static final int COMMON_BATCH = 10;

    /**
     * Whether many users train such a network at the same time, so that a shared program is likely to be full:
     * generated data of the default size and split, batches of 10, plain gradient descent without penalty or dropout,
     * and at most two hidden layers of at most 4 units.
     */
    public static boolean isCommon(TrainingSpec spec) {
        List<Layer> layers = spec.network().layers();
        Training training = spec.training();
        int train = spec.data().trainSamples();
        return canShare(spec)
                && spec.data() instanceof Data.Generated data
                && data.samples() == data.generator().defaultSamples(data.size())
                && data.trainFraction() == 0.5
                && data.validationFraction() == 0
                && Math.min(training.batchSize(), train) == Math.min(COMMON_BATCH, train)
                && training.shuffle() != Shuffle.EVERY_EPOCH
                && training.optimizer() instanceof Optimizer.Sgd sgd
                && sgd.momentum() == 0
                && training.regularization().type() == Regularization.Type.NONE
                && layers.size() <= COMMON_LAYERS
                && spec.features().size() <= COMMON_UNITS
                && layers.stream().allMatch(layer -> layer.units() <= COMMON_UNITS && layer.dropout() == 0);
    }

    /** Whether {@link #SHARED} can train the spec. */
    public static boolean canShare(TrainingSpec spec) {
        return SharedShape.LIMITS.violations(spec).isEmpty();
    }

    /**
     * What {@link #SHARED} can train: larger networks gain nothing from a shared program.
     *
     * @param parameters maximum number of weights and biases
     * @param units maximum of each layer, the output layer included
     * @param features maximum number
     * @param samples maximum number, all sets together
     * @param activations of all layers
     * @param optimizers by their names in JSON
     */
    public record SharedShape(
            int parameters,
            int units,
            int features,
            int samples,
            Set<Activation> activations,
            Set<Loss> losses,
            Set<String> optimizers) {

        public static final SharedShape LIMITS = new SharedShape(
                400,
                16,
                16,
                2000,
                EnumSet.complementOf(EnumSet.of(Activation.PRELU)),
                EnumSet.complementOf(EnumSet.of(Loss.DICE)),
                Set.of("sgd", "adagrad", "rmsprop", "adam", "adamw"));

        public SharedShape {
            activations = Set.copyOf(activations);
            losses = Set.copyOf(losses);
            optimizers = Set.copyOf(optimizers);
        }

        /** Why the spec cannot be trained, one text for each reason; empty if it can. */
        public List<Message> violations(TrainingSpec spec) {
            var violations = new ArrayList<Message>();
            List<Layer> layers = spec.network().layers();
            int widest = layers.stream().mapToInt(Layer::units).max().orElse(0);
            check(violations, "arithmetic.parameters", parameters, spec.parameters());
            check(violations, "arithmetic.units", units, widest);
            check(violations, "arithmetic.features", features, spec.features().size());
            check(violations, "arithmetic.samples", samples, spec.data().samplesInAll());
            if (!spec.network().isPlain()) {
                violations.add(Message.of("arithmetic.layers"));
            }
            layers.stream()
                    .map(Layer::activation)
                    .distinct()
                    .filter(activation -> !activations.contains(activation))
                    .forEach(activation -> violations.add(unsupported(activation.wireName())));
            if (spec.data().corruption().isActive()) {
                violations.add(unsupported("corruption"));
            }
            Loss loss = spec.training().loss();
            if (!losses.contains(loss)) {
                violations.add(unsupported(loss.wireName()));
            }
            String optimizer = Optimizer.definition()
                    .variantOf(spec.training().optimizer())
                    .wireName();
            if (!optimizers.contains(optimizer)) {
                violations.add(unsupported(optimizer));
            }
            if (spec.isRbm()) {
                violations.add(unsupported("rbm"));
            }
            if (spec.training().isPretrained()) {
                violations.add(unsupported("pretraining"));
            }
            return violations;
        }

        private static void check(List<Message> violations, String key, long limit, long given) {
            if (given > limit) {
                violations.add(Message.of(key, limit, given));
            }
        }

        private static Message unsupported(String name) {
            return Message.of("arithmetic.unsupported", name);
        }
    }
}
