package org.nnplayground.sweep;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One dimension of a sweep: what differs between its jobs, and how. */
public sealed interface Axis {

    /** Number of values. */
    int size();

    /** Name of the axis' column in the table. */
    String column();

    /** The value of a job, as the table shows it. */
    JsonNode value(int index);

    /**
     * Values of one place of the spec.
     *
     * @param pointer JSON pointer (RFC 6901) into the spec
     * @param values null takes the default
     */
    record Values(String pointer, List<JsonNode> values) implements Axis {

        public Values {
            values = List.copyOf(values);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public String column() {
            return pointer;
        }

        @Override
        public JsonNode value(int index) {
            return values.get(index);
        }
    }

    /**
     * Seeds of both the initializer and the training; the seed of the data stays.
     *
     * @param count of the jobs with otherwise the same spec
     * @param first 0 to 2^53 - 1; the others follow it
     */
    record Seeds(int count, long first) implements Axis {

        private static final long ALL = 1L << 53;

        @Override
        public int size() {
            return count;
        }

        @Override
        public String column() {
            return "seed";
        }

        @Override
        public JsonNode value(int index) {
            return JsonNodeFactory.instance.numberNode(seed(index));
        }

        /** The seed of a job; after 2^53 - 1 comes 0. */
        public long seed(int index) {
            return (first + index) % ALL;
        }
    }
}
