package org.nnplayground.sweep;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.job.StopConditions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sweeps for tests. */
public final class TestSweeps {

    public static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private TestSweeps() {}

    public static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }

    /** Two learning rates (one of them the default), each with two seeds. */
    public static Sweep sweep(String id, @Nullable String owner) {
        List<Axis> axes = List.of(
                new Axis.Values("/training/optimizer/learningRate", List.of(json("0.1"), json("null"))),
                new Axis.Seeds(2, 7));
        return new Sweep(
                id,
                owner,
                owner == null ? null : "rates",
                json("{'data': {'source': 'generated', 'generator': 'xor'}}"),
                axes,
                new StopConditions(100L, 0.25, null, 60.0),
                List.of(id + "-0", id + "-1", id + "-2", id + "-3"),
                NOON,
                null,
                null);
    }
}
