package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nnplayground.engine.Diagnosis;
import org.nnplayground.engine.Diagnosis.Type;
import org.nnplayground.engine.DiagnosisRules;
import org.nnplayground.engine.LossTrend;
import org.nnplayground.engine.TrainingSession;
import org.nnplayground.engine.TrainingSession.Slice;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.DefaultSpec;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.SpecCatalog;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;
import org.nnplayground.spec.layer.Layer;

/** The rules of {@link DiagnosisRules} on real trainings, healthy and unhealthy ones. */
class DiagnosisTest {

    private static List<Type> types(TrainingSession session, LossTrend trend) {
        var found = new ArrayList<Diagnosis>();
        var gradients = session.gradientsOfTrainSet();
        int outputLayer = gradients.layers().size() - 1;
        found.addAll(DiagnosisRules.inactiveUnits(session.inactiveUnits(), outputLayer, session.metrics()));
        found.addAll(DiagnosisRules.symmetricUnits(session.parameters()));
        DiagnosisRules.vanishingGradients(gradients).ifPresent(found::add);
        DiagnosisRules.explodingGradients(gradients).ifPresent(found::add);
        DiagnosisRules.lossStuck(trend).ifPresent(found::add);
        DiagnosisRules.overfitting(trend).ifPresent(found::add);
        return found.stream().map(Diagnosis::type).toList();
    }

    /** In how many of the looks, one every ten epochs, each type was found. */
    private static Map<Type, Integer> counts(TrainingSpec spec, int epochs) {
        var counts = new EnumMap<Type, Integer>(Type.class);
        try (var session = Specs.open(spec)) {
            LossTrend trend = LossTrend.from(session.losses());
            for (int epoch = 10; epoch <= epochs; epoch += 10) {
                trend = trend.append(
                        session.advance(new Slice(epoch, Long.MAX_VALUE)).losses());
                types(session, trend).forEach(type -> counts.merge(type, 1, Integer::sum));
            }
        }
        return counts;
    }

    private static TrainingSpec standard(Generator generator) {
        return new DefaultSpec(new SpecCatalog(Limits.STANDARD)).of(generator, 1);
    }

    @Test
    void thePagesDefaultTrainingsHaveNoDiagnosis() {
        for (Generator generator : List.of(Generator.CIRCLE, Generator.XOR, Generator.GAUSS, Generator.PLANE)) {
            assertThat(counts(standard(generator), 500))
                    .as(generator.wireName())
                    .isEmpty();
        }
    }

    /** It learns in steps and in the end as much as so few units can: it may be called stuck for a while. */
    @Test
    void theDefaultSpiralHasNoDiagnosisMostOfTheTime() {
        Map<Type, Integer> counts = counts(standard(Generator.SPIRAL), 2000);

        assertThat(counts.keySet()).isSubsetOf(Type.LOSS_STUCK, Type.SATURATED_UNITS);
        assertThat(counts.values()).allSatisfy(looks -> assertThat(looks).isLessThan(60));
    }

    @Test
    void aNetworkOfZerosHasSymmetricUnitsAndIsStuck() {
        TrainingSpec zeros = Specs.withInitializer(standard(Generator.CIRCLE), new Initializer.Zeros(1));

        Map<Type, Integer> counts = counts(zeros, 1000);

        assertThat(counts).containsEntry(Type.SYMMETRIC_UNITS, 2 * 100); // two hidden layers
        assertThat(counts.get(Type.LOSS_STUCK)).isGreaterThan(50);
        assertThat(counts).doesNotContainKeys(Type.VANISHING_GRADIENTS, Type.OVERFITTING);
    }

    @Test
    void tenSigmoidLayersHaveVanishingGradientsAndTwoDoNot() {
        var layers = new ArrayList<Layer>();
        for (int i = 0; i < 10; i++) {
            layers.add(Specs.layer(8, Activation.SIGMOID));
        }
        layers.add(Specs.layer(1, Activation.TANH));
        TrainingSpec deep = Specs.withLayers(standard(Generator.CIRCLE), layers.toArray(Layer[]::new));
        TrainingSpec flat = Specs.withLayers(
                standard(Generator.CIRCLE),
                Specs.layer(8, Activation.SIGMOID),
                Specs.layer(8, Activation.SIGMOID),
                Specs.layer(1, Activation.TANH));

        assertThat(counts(deep, 100)).containsEntry(Type.VANISHING_GRADIENTS, 10);
        assertThat(counts(flat, 100)).doesNotContainKey(Type.VANISHING_GRADIENTS);
    }

    @Test
    void aLargeNetworkOnFewNoisySamplesOverfits() {
        TrainingSpec few = Specs.withData(
                        Specs.withLayers(
                                Specs.circle(),
                                Specs.layer(32, Activation.TANH),
                                Specs.layer(32, Activation.TANH),
                                Specs.layer(1, Activation.TANH)),
                        Task.CLASSIFICATION,
                        new Data.Generated(Generator.XOR, 60, 0.5, 0.5, 0, 1),
                        "x1",
                        "x2")
                .withTraining(Specs.training(0.1, Regularization.Type.NONE, 0, 10, Shuffle.EVERY_EPOCH));

        assertThat(counts(few, 500).get(Type.OVERFITTING)).isGreaterThan(30);
    }

    @Test
    void targetsFarFromAnyActivationsRangeExplode() {
        double[][] x = {{1}, {2}, {3}};
        double[][] far = {{1000}, {2000}, {3000}};
        double[][] near = {{0.1}, {0.2}, {0.3}};
        Layer[] layers = {Specs.layer(4, Activation.TANH), Specs.layer(1, Activation.LINEAR)};
        var initializer = new Initializer.Uniform(0.5, 0.1, 7);
        try (var exploding = Specs.open(Specs.regression(x, far, initializer, layers));
                var quiet = Specs.open(Specs.regression(x, near, initializer, layers))) {
            assertThat(types(exploding, LossTrend.from(exploding.losses()))).contains(Type.EXPLODING_GRADIENTS);
            assertThat(types(quiet, LossTrend.from(quiet.losses()))).isEmpty();
        }
    }

    @Test
    void learningRateTenOnTheSpiralSaturatesUnitsForAnySeed() {
        for (int seed = 1; seed <= 10; seed++) {
            TrainingSpec spec = new DefaultSpec(new SpecCatalog(Limits.STANDARD))
                    .of(Generator.SPIRAL, seed)
                    .withTraining(Specs.training(10, Regularization.Type.NONE, 0, 10, Shuffle.NEVER));
            try (var session = Specs.open(spec)) {
                assertThat(session.advance(new Slice(100, Long.MAX_VALUE)).divergence())
                        .isNull();
                assertThat(types(session, LossTrend.from(session.losses())))
                        .as("seed %d", seed)
                        .contains(Type.SATURATED_UNITS);
            }
        }
    }
}
