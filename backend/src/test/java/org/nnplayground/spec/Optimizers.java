package org.nnplayground.spec;

import java.util.List;
import java.util.Map;

/**
 * Every optimizer for the tests: its name, an example with other numbers than the defaults, and its rule in float64. A
 * new optimizer is added here, and every test of optimizers covers it.
 */
public final class Optimizers {

    /** Each with its default numbers, in the order of the API. */
    private static final List<Map.Entry<String, Optimizer>> DEFAULTS = List.of(
            Map.entry("sgd", new Optimizer.Sgd(0.03, 0, false)),
            Map.entry("adagrad", new Optimizer.Adagrad(0.01)),
            Map.entry("rmsprop", new Optimizer.Rmsprop(0.01, 0.99)),
            Map.entry("adam", new Optimizer.Adam(0.01, 0.9, 0.999, 0)),
            Map.entry("adamw", new Optimizer.Adamw(0.01, 0.9, 0.999, 0.01)),
            Map.entry("lion", new Optimizer.Lion(0.001, 0.9, 0.99, 0)));

    public static final List<Optimizer> EXAMPLES = List.of(
            new Optimizer.Sgd(0.05),
            new Optimizer.Sgd(0.05, 0.9, false),
            new Optimizer.Sgd(0.05, 0.9, true),
            new Optimizer.Adagrad(0.1),
            new Optimizer.Rmsprop(0.01, 0.9),
            new Optimizer.Adam(0.01, 0.9, 0.99, 0.01),
            new Optimizer.Adamw(0.01, 0.9, 0.99, 0.1),
            new Optimizer.Lion(0.003, 0.8, 0.95, 0.1));

    private Optimizers() {}

    /** The names of the API, in its order. */
    public static List<String> names() {
        return DEFAULTS.stream().map(Map.Entry::getKey).toList();
    }

    /** The optimizer of a request that names nothing else. */
    public static Optimizer defaults(String name) {
        return DEFAULTS.stream()
                .filter(each -> each.getKey().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /**
     * One update of one parameter by the formulae of {@link Optimizer}.
     *
     * @param w the parameter before
     * @param g its gradient, L2 included
     * @param state {@code [slots]}, what the optimizer keeps of the parameter; changed by the update
     * @param rate the epoch's learning rate
     * @param t number of the update, from 1
     * @return the parameter after
     */
    public static double update(Optimizer optimizer, double w, double g, double[] state, double rate, long t) {
        return switch (optimizer) {
            case Optimizer.Sgd(double base, double momentum, boolean nesterov) -> {
                if (momentum == 0) {
                    yield w - rate * g;
                }
                state[0] = momentum * state[0] + g;
                yield w - rate * (nesterov ? g + momentum * state[0] : state[0]);
            }
            case Optimizer.Adagrad adagrad -> {
                state[0] += g * g;
                yield w - rate * g / (Math.sqrt(state[0]) + 1e-10);
            }
            case Optimizer.Rmsprop(double base, double decay) -> {
                state[0] = decay * state[0] + (1 - decay) * g * g;
                yield w - rate * g / (Math.sqrt(state[0]) + 1e-8);
            }
            case Optimizer.Adam(double base, double beta1, double beta2, double decay) ->
                adam(w, g + decay * w, state, beta1, beta2, rate, t);
            case Optimizer.Adamw(double base, double beta1, double beta2, double decay) ->
                adam(w * (1 - rate * decay), g, state, beta1, beta2, rate, t);
            case Optimizer.Lion(double base, double beta1, double beta2, double decay) -> {
                double u = Math.signum(beta1 * state[0] + (1 - beta1) * g);
                state[0] = beta2 * state[0] + (1 - beta2) * g;
                yield w - rate * (u + decay * w);
            }
        };
    }

    private static double adam(double w, double g, double[] state, double beta1, double beta2, double rate, long t) {
        state[0] = beta1 * state[0] + (1 - beta1) * g;
        state[1] = beta2 * state[1] + (1 - beta2) * g * g;
        double mean = state[0] / (1 - Math.pow(beta1, t));
        double square = state[1] / (1 - Math.pow(beta2, t));
        return w - rate * mean / (Math.sqrt(square) + 1e-8);
    }
}
