package org.nnplayground.export.python;

import org.nnplayground.spec.Data.Corruption;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.data.Scale;
import org.nnplayground.spec.layer.Layer;

/**
 * The random numbers of a training as Python text: those of {@link org.nnplayground.dataset.Randomness}, so that order
 * of the samples, dropped units and disturbed inputs are the same.
 */
final class DrawsText {

    private static final String CLASS = """


            class Draws:
                \"""The random numbers of NN Playground: SplitMix64, started from (seed, purpose, epoch, batch).

                The generators of Python and of the libraries draw others. These are the ones of the job.
                \"""

                ORDER, DROPOUT, CORRUPTION = 3, 4, 10  # purposes
                STEP = 0x9E3779B97F4A7C15
                BITS = 2**64 - 1

                def __init__(self, purpose, epoch, batch=0):
                    self.state = self.mix(SEED + self.STEP)
                    for number in (purpose, epoch, batch):
                        self.state = self.mix(self.state + self.STEP * (1 + number))

                def mix(self, z):
                    z &= self.BITS
                    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & self.BITS
                    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & self.BITS
                    return z ^ (z >> 31)

                def next(self):
                    self.state = (self.state + self.STEP) & self.BITS
                    return self.mix(self.state)

                def uniform(self):
                    \"""From 0 to below 1.\"""
                    return (self.next() >> 11) * 2.0**-53
            """;

    private static final String GAUSSIAN = """

                def gaussian(self, mean, deviation):
                    \"""Box and Muller's method.\"""
                    radius = math.sqrt(-2 * math.log(1 - self.uniform()))
                    return mean + deviation * radius * math.cos(2 * math.pi * self.uniform())
            """;

    private static final String PERMUTATION = """

                def permutation(self, n):
                    \"""Fisher and Yates's shuffle.\"""
                    order = list(range(n))
                    for i in range(n - 1, 0, -1):
                        j = self.next() * (i + 1) >> 64
                        order[i], order[j] = order[j], order[i]
                    return order
            """;

    private DrawsText() {}

    static boolean shuffles(TrainingSpec spec) {
        return spec.training().shuffle() != Shuffle.NEVER;
    }

    static boolean drops(TrainingSpec spec) {
        return spec.network().layers().stream().mapToDouble(Layer::dropout).anyMatch(dropout -> dropout > 0);
    }

    static Corruption corruption(TrainingSpec spec) {
        return spec.data().corruption();
    }

    /** Writes the class, if the training draws anything. */
    static void add(PythonFile file, TrainingSpec spec) {
        if (!shuffles(spec) && !drops(spec) && !corruption(spec).isActive()) {
            return;
        }
        file.add(CLASS);
        file.addIf(corruption(spec).type() == Corruption.Type.GAUSSIAN, GAUSSIAN);
        file.addIf(shuffles(spec), PERMUTATION);
        if (drops(spec)) {
            dropout(file);
        }
        if (corruption(spec).isActive()) {
            corrupt(file, corruption(spec), spec.data().scale() != Scale.NONE);
        }
    }

    private static void dropout(PythonFile file) {
        file.add("""


                def factors(epoch, batch, samples):
                    \"""For each layer with dropout [units][samples]: 0 for a dropped unit, else 1 / (1 - probability).\"""
                    draws = Draws(Draws.DROPOUT, epoch, batch)
                    return [
                        [[0.0 if draws.uniform() < p else 1 / (1 - p) for _ in range(samples)] for _ in range(units)]
                        for units, p in DROPOUT
                    ]
                """);
    }

    private static void corrupt(PythonFile file, Corruption corruption, boolean scales) {
        String changed = switch (corruption.type()) {
            case NONE -> "value";
            case GAUSSIAN -> "draws.gaussian(value, CORRUPTION)";
            case MASKING -> "0.0 if draws.uniform() < CORRUPTION else value";
            case FLIP -> "1 - value if draws.uniform() < CORRUPTION else value";
        };
        file.gap().line(0, "def corrupted(x, epoch, batch):");
        file.line(1, "\"\"\"The disturbed columns of a batch; losses are of the undisturbed ones.\"\"\"");
        file.line(1, "draws = Draws(Draws.CORRUPTION, epoch, batch)");
        if (!scales) {
            file.line(1, "return [[%s for value in sample] for sample in x]", changed);
            return;
        }
        file.line(1, "scaled = [[(v - m) / d for v, m, d in zip(sample, MEAN, DEVIATION)] for sample in x]");
        file.line(1, "changed = [[%s for value in sample] for sample in scaled]", changed);
        file.line(1, "return [[v * d + m for v, m, d in zip(sample, MEAN, DEVIATION)] for sample in changed]");
    }
}
