import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;

/** The specs of N jobs. The same N gives the same specs. No two jobs have the same seeds. */
enum Workload {
    /** All of shape S. */
    UNIFORM("all of shape S"),

    /** 20 shapes: the k-th most frequent one has a share proportional to 1 / k (Zipf's law). */
    MIXED("20 shapes"),

    /** Every job has a shape of its own. */
    DIFFERENT("all different");

    /** Shape S (2-4-2-1 tanh, batch size 10) with given seeds. */
    static final String SMALL = small(1);

    private static final int MIXED_SHAPES = 20;
    private static final int MAX_SHAPES = 2000;
    private static final long SEED = 20_261_127;
    private static final List<String> ACTIVATIONS = List.of("tanh", "relu", "sigmoid", "linear");

    final String title;

    Workload(String title) {
        this.title = title;
    }

    List<String> specs(int jobs) {
        List<Shape> shapes =
                switch (this) {
                    case UNIFORM -> Collections.nCopies(jobs, Shape.SMALL);
                    case MIXED -> zipf(Shape.random(MIXED_SHAPES), jobs);
                    case DIFFERENT -> Shape.random(jobs);
                };
        var specs = new ArrayList<String>();
        for (int i = 0; i < jobs; i++) {
            specs.add(shapes.get(i).spec(i + 1));
        }
        return specs;
    }

    static String small(int seed) {
        return Shape.SMALL.spec(seed);
    }

    /** Shape M: 7-8-8-8-1 tanh, batch size 10. */
    static String medium(int seed) {
        return new Shape(7, List.of(8, 8, 8), "tanh", "sgd", 0.01, 10).spec(seed);
    }

    /** Shape L: 2-64-64-1 relu, batch size 32. */
    static String large(int seed) {
        return new Shape(2, List.of(64, 64), "relu", "sgd", 0.03, 32).spec(seed);
    }

    /** One shape per job, in an order that does not depend on the shares. */
    private static List<Shape> zipf(List<Shape> shapes, int jobs) {
        double sum = 0;
        for (int k = 1; k <= shapes.size(); k++) {
            sum += 1.0 / k;
        }
        var chosen = new ArrayList<Shape>();
        double share = 0;
        for (int k = 1; k <= shapes.size(); k++) {
            share += 1 / (k * sum);
            while (chosen.size() < Math.round(share * jobs)) {
                chosen.add(shapes.get(k - 1));
            }
        }
        Collections.shuffle(chosen, new Random(SEED));
        return chosen;
    }

    /** @param inputs number of features: x1, x2, then the products and sines */
    private record Shape(
            int inputs, List<Integer> hidden, String activation, String optimizer, double learningRate, int batchSize) {

        static final Shape SMALL = new Shape(2, List.of(4, 2), "tanh", "sgd", 0.03, 10);

        private static final List<String> FEATURES =
                List.of("x1", "x2", "x1Squared", "x2Squared", "x1TimesX2", "sinX1", "sinX2");

        /** Different shapes: 1 to 3 hidden layers of 2 to 8 units, an activation, and an optimizer (SGD or Adam). */
        static List<Shape> random(int count) {
            if (count > MAX_SHAPES) {
                throw new IllegalArgumentException("at most " + MAX_SHAPES + " different shapes");
            }
            var random = new Random(SEED);
            Set<Shape> known = new HashSet<>();
            var shapes = new ArrayList<Shape>();
            while (shapes.size() < count) {
                var hidden = new ArrayList<Integer>();
                for (int layers = 1 + random.nextInt(3); hidden.size() < layers; ) {
                    hidden.add(2 + random.nextInt(7));
                }
                String activation = ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
                boolean adam = random.nextBoolean();
                var shape = new Shape(2, List.copyOf(hidden), activation, adam ? "adam" : "sgd", adam ? 0.01 : 0.03, 10);
                if (known.add(shape)) {
                    shapes.add(shape);
                }
            }
            return shapes;
        }

        /** @param seed of the job: its data, its initializer and its training have seeds of their own */
        String spec(int seed) {
            var features = new StringJoiner(",", "[", "]");
            FEATURES.subList(0, inputs).forEach(feature -> features.add('"' + feature + '"'));
            var layers = new StringJoiner(",", "[", "]");
            hidden.forEach(units -> layers.add(layer(units, activation)));
            layers.add(layer(1, "tanh"));
            return "{\"task\":\"classification\",\"data\":{\"source\":\"generated\",\"generator\":\"spiral\",\"noise\":0.1,"
                    + "\"seed\":" + seed + "},\"features\":" + features + ",\"network\":{\"layers\":" + layers
                    + ",\"initializer\":{\"type\":\"uniform\",\"seed\":" + (1_000_000 + seed)
                    + "}},\"training\":{\"optimizer\":{\"type\":\"" + optimizer + "\",\"learningRate\":" + learningRate
                    + "},\"batchSize\":" + batchSize + ",\"seed\":" + (2_000_000 + seed) + "}}";
        }

        private static String layer(int units, String activation) {
            return "{\"units\":" + units + ",\"activation\":\"" + activation + "\"}";
        }
    }
}
