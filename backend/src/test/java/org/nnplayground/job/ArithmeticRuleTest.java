package org.nnplayground.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.Specs;

class ArithmeticRuleTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,      LIVE,  AUTO,  4, SHARED
            -,      LIVE,  CPU,   4, SHARED
            -,      LIVE,  GPU,   4, SOLO
            -,      LIVE,  AUTO, 17, SOLO
            -,      LIVE,  AUTO,  5, SOLO
            -,      BATCH, AUTO,  4, SOLO
            -,      BATCH, AUTO, 17, SOLO
            SOLO,   LIVE,  AUTO,  4, SOLO
            SOLO,   LIVE,  AUTO, 17, SOLO
            SOLO,   BATCH, GPU,   4, SOLO
            SHARED, LIVE,  AUTO,  4, SHARED
            SHARED, BATCH, AUTO,  4, SHARED
            SHARED, BATCH, CPU,   4, SHARED
            SHARED, BATCH, AUTO, 17, -
            SHARED, LIVE,  AUTO, 17, -
            SHARED, LIVE,  GPU,   4, -
            """)
    void theArithmeticFollowsFromRequestModeDeviceAndShape(
            Arithmetic requested, Mode mode, RequestedDevice device, int hiddenUnits, Arithmetic expected) {
        if (expected == null) {
            PlaygroundException problem = catchThrowableOfType(
                    PlaygroundException.class,
                    () -> ArithmeticRule.of(requested, mode, device, Specs.xorTable(hiddenUnits)));

            assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST);
            assertThat(problem.violations()).hasSize(1);
        } else {
            assertThat(ArithmeticRule.of(requested, mode, device, Specs.xorTable(hiddenUnits)))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aNewRunHasTheArithmeticOfItsSpec() {
        Job job = Jobs.queued("a", Mode.LIVE);

        assertThat(job.withNewRun(Specs.xorTable(4)).arithmetic()).isEqualTo(Arithmetic.SHARED);
        assertThat(job.withNewRun(Specs.xorTable(5)).arithmetic()).isEqualTo(Arithmetic.SOLO);
        assertThat(job.with(Specs.xorTable(4)).arithmetic()).isEqualTo(job.arithmetic());
    }
}
