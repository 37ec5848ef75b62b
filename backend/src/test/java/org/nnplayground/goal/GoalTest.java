package org.nnplayground.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nnplayground.codec.SpecReader;
import org.nnplayground.codec.SpecWriter;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.store.History;
import tools.jackson.databind.json.JsonMapper;

class GoalTest {

    private static final GoalFormat FORMAT = new GoalFormat(
            new SpecReader(new SpecCatalog(Limits.NONE), () -> 7),
            JsonMapper.builder().addModule(new SpecWriter()).build());

    private static final String SPIRAL = spec("{'source': 'generated', 'generator': 'spiral', 'seed': 5}", 4, 0.03, 1);

    private static String spec(String data, int units, double learningRate, int seed) {
        return """
                {'data': %s,
                 'network': {'layers': [{'units': %d, 'activation': 'tanh'}, {'units': 2}, {'units': 1}],
                   'initializer': {'type': 'xavier', 'seed': %d}},
                 'training': {'optimizer': {'type': 'sgd', 'learningRate': %s}, 'seed': %d}}
                """.formatted(data, units, seed, learningRate, seed);
    }

    private static Goal goal(String targets, String rest) {
        return FORMAT.read(
                "{'goals': %s, 'spec': %s%s}".formatted(targets, SPIRAL, rest).replace('\'', '"'));
    }

    private static @Nullable String refusal(String rest, String spec) {
        var mine = FORMAT.read("{'goals': [{'metric': 'testLoss', 'atMost': 1}], 'spec': %s}"
                        .formatted(spec)
                        .replace('\'', '"'))
                .spec();
        var refusal = goal("[{'metric': 'testLoss', 'atMost': 0.05}]", rest).refusal(mine);
        return refusal == null ? null : refusal.key();
    }

    private static History history(int run, long from, float[] train, float[] test) {
        return new History(run, from, train, new float[train.length], test);
    }

    @Test
    void isWrittenAndReadAgain() {
        Goal goal = goal(
                "[{'metric': 'lossGap', 'atLeast': 0.2}, {'metric': 'testLoss', 'atMost': 0.05}]",
                ", 'limits': {'neurons': 12, 'epochs': 500}, 'locks': ['data', 'parameters']");

        assertThat(FORMAT.read(FORMAT.write(goal))).isEqualTo(goal);
        assertThat(goal.targets()).extracting(Target::name).containsExactly("lossGap>=0.2", "testLoss<=0.05");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{'metric': 'accuracy', 'atLeast': 0.9}]",
                "[{'metric': 'testLoss'}]",
                "[{'metric': 'testLoss', 'atMost': 1, 'atLeast': 0}]",
                "[{'metric': 'testLoss', 'atMost': 1, 'x': 0}]"
            })
    void invalidTargetsAreRefused(String targets) {
        assertThatThrownBy(() -> goal(targets, "")).isInstanceOf(PlaygroundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {", 'locks': ['colour']", ", 'limits': {'neurons': -1}", ", 'limits': {'x': 1}", ", 'x': 1"})
    void invalidRulesAreRefused(String rest) {
        assertThatThrownBy(() -> goal("[{'metric': 'testLoss', 'atMost': 1}]", rest))
                .isInstanceOf(PlaygroundException.class);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = '|',
            value = {
                "data       | {'source': 'generated', 'generator': 'spiral', 'seed': 6} | 4 | 0.03 | goal.locked",
                "data       | {'source': 'generated', 'generator': 'spiral', 'seed': 5} | 9 | 0.1  | null",
                "network    | {'source': 'generated', 'generator': 'spiral', 'seed': 5} | 9 | 0.03 | goal.locked",
                "network    | {'source': 'generated', 'generator': 'circle', 'seed': 5} | 4 | 0.1  | null",
                "training   | {'source': 'generated', 'generator': 'spiral', 'seed': 5} | 4 | 0.1  | goal.locked",
                "training   | {'source': 'generated', 'generator': 'circle', 'seed': 6} | 9 | 0.03 | null",
                "parameters | {'source': 'generated', 'generator': 'circle', 'seed': 6} | 9 | 0.1  | null"
            })
    void aLockedPartMustStayAndSeedsOfTheTrainingMayChange(
            String lock, String data, int units, double learningRate, @Nullable String refusal) {
        assertThat(refusal(", 'locks': ['%s']".formatted(lock), spec(data, units, learningRate, 99)))
                .isEqualTo(refusal);
    }

    @Test
    void typedParametersAreNoInitializerOfALockedGoal() {
        String constant = SPIRAL.replace("'type': 'xavier'", "'type': 'zeros'");

        assertThat(refusal(", 'locks': ['parameters']", constant)).isEqualTo("goal.locked");
        assertThat(refusal("", constant)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"neurons,6,null", "neurons,5,goal.neurons", "layers,2,null", "layers,1,goal.layers"})
    void hiddenLayersAreLimited(String limit, int most, @Nullable String refusal) {
        assertThat(refusal(", 'limits': {'%s': %d}".formatted(limit, most), SPIRAL))
                .isEqualTo(refusal);
    }

    @Test
    void aTargetIsReachedInAnyTrainedEpochOfTheRun() {
        Goal goal = goal("[{'metric': 'testLoss', 'atMost': 0.05}]", "");
        float[] losses = {0.01f, 0.3f, 0.05f, 0.4f};

        GoalProgress untrained = goal.after(
                GoalProgress.NONE, "job", history(1, 0, losses, losses).after(-1, 1));
        GoalProgress trained = goal.after(GoalProgress.NONE, "job", history(1, 0, losses, losses));

        assertThat(untrained).isEqualTo(GoalProgress.NONE);
        assertThat(trained).isEqualTo(new GoalProgress(1, "job", 1, 2));
    }

    @Test
    void epochsBeyondTheLimitDoNotCount() {
        float[] losses = {0.5f, 0.3f, 0.01f};

        assertThat(goal("[{'metric': 'trainLoss', 'atMost': 0.05}]", ", 'limits': {'epochs': 1}")
                        .after(GoalProgress.NONE, "job", history(1, 0, losses, losses)))
                .isEqualTo(GoalProgress.NONE);
    }

    @Test
    void withoutATestSetNoTestLossIsReached() {
        float[] none = {Float.NaN, Float.NaN};
        var history = history(1, 0, new float[] {1, 1}, none);

        assertThat(goal("[{'metric': 'testLoss', 'atMost': 9}]", "").after(GoalProgress.NONE, "job", history))
                .isEqualTo(GoalProgress.NONE);
        assertThat(goal("[{'metric': 'lossGap', 'atLeast': -9}]", "").after(GoalProgress.NONE, "job", history))
                .isEqualTo(GoalProgress.NONE);
    }

    @Test
    void anOverfittedNetworkIsCuredAfterwards() {
        Goal goal = goal("[{'metric': 'lossGap', 'atLeast': 0.2}, {'metric': 'testLoss', 'atMost': 0.1}]", "");
        var first = history(1, 0, new float[] {0.5f, 0.1f, 0.1f}, new float[] {0.5f, 0.1f, 0.3f});
        var second = history(2, 0, new float[] {0.5f, 0.1f}, new float[] {0.5f, 0.1f});

        GoalProgress overfitted = goal.after(GoalProgress.NONE, "job", first);
        GoalProgress again = goal.after(overfitted, "job", first);
        GoalProgress cured = goal.after(again, "job", second);

        assertThat(overfitted).isEqualTo(new GoalProgress(1, "job", 1, 2));
        assertThat(again).as("earlier epochs of the run do not cure it").isEqualTo(overfitted);
        assertThat(cured).isEqualTo(new GoalProgress(2, "job", 2, 1));
    }
}
