package org.nnplayground.engine.djl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.nnplayground.engine.djl.Specs;
import org.nnplayground.engine.djl.script.NetworkCompiler;
import org.nnplayground.spec.Activation;
import org.nnplayground.spec.Data;
import org.nnplayground.spec.Generator;
import org.nnplayground.spec.Initializer;
import org.nnplayground.spec.Regularization;
import org.nnplayground.spec.Shuffle;
import org.nnplayground.spec.Task;
import org.nnplayground.spec.TrainingSpec;

class ProgramCacheTest {

    private static String text(int units) {
        return NetworkCompiler.text(Specs.withLayers(Specs.circle(), Specs.layer(units, Activation.TANH)));
    }

    @Test
    void trainingsThatDifferOnlyInNumbersShareAProgram() {
        TrainingSpec spec = Specs.circle();
        TrainingSpec other = Specs.withInitializer(
                        Specs.withData(
                                spec,
                                Task.CLASSIFICATION,
                                new Data.Generated(Generator.XOR, 77, 0, 0.3, 0, 5),
                                "x1Squared",
                                "x2"),
                        new Initializer.Zeros(1))
                .withTraining(Specs.training(1, Regularization.Type.NONE, 0, 3, Shuffle.NEVER));

        assertThat(NetworkCompiler.text(other)).isEqualTo(NetworkCompiler.text(spec));
    }

    @Test
    void aProgramInUseIsSharedAndNeverEvicted() {
        var cache = new ProgramCache(0);
        var first = cache.lease(text(1));
        var second = cache.lease(text(1));

        assertThat(second.module()).isSameAs(first.module());
        first.close();
        first.close();
        assertThat(cache.size()).isEqualTo(1);
        second.close();
        assertThat(cache.size()).isZero();
    }

    @Test
    void theLeastRecentlyUsedProgramIsEvictedFirst() {
        var cache = new ProgramCache(2);
        cache.lease(text(1)).close();
        var two = cache.lease(text(2));
        var module = two.module();
        two.close();
        cache.lease(text(3)).close();

        assertThat(cache.size()).isEqualTo(2);
        try (var again = cache.lease(text(2))) {
            assertThat(again.module()).isSameAs(module);
        }
    }

    @Test
    void anInvalidTextIsRefusedAndNotCounted() {
        var cache = new ProgramCache(0);

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> cache.lease("class Program(Module): nonsense"));
        assertThat(cache.size()).isZero();
    }
}
