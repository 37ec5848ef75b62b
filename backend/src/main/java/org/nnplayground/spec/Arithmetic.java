package org.nnplayground.spec;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.nnplayground.problem.Message;

/**
 * The program that trains a network. The programs add in different orders, so their results differ in the last bits;
 * the same spec, seeds and arithmetic give the same bits.
 */
public enum Arithmetic implements Choice {
    /** A program for one network, of any spec. */
    SOLO,

    /** A program for many networks of one shape, within {@link SharedShape#LIMITS}. */
    SHARED;

    /** Maximum number of units of each layer of a network that is shared by default. */
    public static final int DEFAULT_UNITS = 4;

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
                EnumSet.allOf(Loss.class),
                Set.of("sgd", "adagrad", "rmsprop", "adam", "adamw"));

        /** The same for networks of at most that many units in each layer. */
        public SharedShape withUnits(int units) {
            return new SharedShape(parameters, units, features, samples, activations, losses, optimizers);
        }

        public SharedShape {
            activations = Set.copyOf(activations);
            losses = Set.copyOf(losses);
            optimizers = Set.copyOf(optimizers);
        }

        /** Why the spec cannot be trained, one text for each reason; empty if it can. */
        public List<Message> violations(TrainingSpec spec) {
            var violations = new ArrayList<Message>();
            List<Network.Layer> layers = spec.network().layers();
            int widest = layers.stream().mapToInt(Network.Layer::units).max().orElse(0);
            check(violations, "arithmetic.parameters", parameters, spec.parameters());
            check(violations, "arithmetic.units", units, widest);
            check(violations, "arithmetic.features", features, spec.features().size());
            check(violations, "arithmetic.samples", samples, spec.data().samplesInAll());
            layers.stream()
                    .map(Network.Layer::activation)
                    .distinct()
                    .filter(activation -> !activations.contains(activation))
                    .forEach(activation -> violations.add(unsupported(activation.wireName())));
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
