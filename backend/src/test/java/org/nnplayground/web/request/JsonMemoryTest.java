package org.nnplayground.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonMemoryTest {

    private static final int ELEMENTS = 100_000;

    /** An element of a large array, by its kind. */
    private static final Map<String, String> KINDS = Map.of(
            "samples", "{\"x\":[1.25,-3.5],\"y\":1}",
            "numbers", "0.123456789",
            "arrays", "[1.5]",
            "objects", "{\"a\":1.5}",
            "empty", "[]");

    private static byte[] text(String kind) {
        String element = KINDS.get(kind);
        return ("[" + (element + ",").repeat(ELEMENTS - 1) + element + "]").getBytes(StandardCharsets.UTF_8);
    }

    /** Prints each kind, and the Java heap in bytes that the tree of a large array of it takes. */
    static final class Measurement {

        public static void main(String... arguments) {
            KINDS.keySet().forEach(kind -> measure(kind, text(kind)));
        }

        private static void measure(String kind, byte[] text) {
            var mapper = new JsonMapper();
            mapper.readTree(text);
            var tree = new ArrayList<>(List.of(mapper.readTree(text)));
            int elements = tree.getFirst().size();
            long with = used();
            tree.clear();
            System.out.println(kind + " " + (with - used()) + " " + elements);
        }

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    @Test
    void theEstimateIsAnUpperBoundOfTheTreeThatIsNotFarAway() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:MarkSweepDeadRatio=0", // a collection leaves no dead objects
                        "-Xmx512m",
                        "--class-path",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Measurement.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String[]> lines = process.inputReader()
                .lines()
                .filter(line -> line.matches("\\w+ \\d+ \\d+"))
                .map(line -> line.split(" "))
                .toList();

        assertThat(lines).hasSize(KINDS.size()).allSatisfy(line -> {
            double measured = Double.parseDouble(line[1]);
            assertThat((double) JsonMemory.estimate(text(line[0]))).as(line[0]).isBetween(measured, 4 * measured);
        });
    }
}
