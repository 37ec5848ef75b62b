package org.nnplayground.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nnplayground.spec.Arithmetic.SHARED;
import static org.nnplayground.spec.Arithmetic.SOLO;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nnplayground.admission.MemoryBudget.Reservation;
import org.nnplayground.engine.SessionMemory;
import org.nnplayground.job.Job;
import org.nnplayground.job.Jobs;
import org.nnplayground.job.Mode;
import org.nnplayground.job.StopConditions;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.ProblemType;
import org.nnplayground.spec.Limits;
import org.nnplayground.spec.Specs;
import org.nnplayground.spec.TrainingSpec;

class AdmissionTest {

    private static final long MEBIBYTE = 1 << 20;
    private static final StopConditions PATIENT = new StopConditions(null, null, 10L, null);
    private static final TrainingSpec SPEC = Specs.xorTable();

    /**
     * Each session has 10 MiB of native memory, 2 MiB of samples and a state of 1 MiB; those of shared arithmetic have
     * 30 MiB in common.
     */
    private static Admission admission(long nativeMebibytes, long heapMebibytes) {
        return new Admission(
                (spec, arithmetic) -> new SessionMemory(
                        10 * MEBIBYTE,
                        2 * MEBIBYTE,
                        MEBIBYTE,
                        arithmetic == SHARED ? new SessionMemory.Common("family", 30 * MEBIBYTE) : null),
                Limits.STANDARD
                        .withMemory(Long.MAX_VALUE, nativeMebibytes * MEBIBYTE)
                        .withHeap(Long.MAX_VALUE, heapMebibytes * MEBIBYTE));
    }

    private static Job job(String id) {
        return Jobs.queued(id, Mode.BATCH);
    }

    private static void assertRefused(Runnable reservation, ProblemType type) {
        assertThatThrownBy(reservation::run)
                .isInstanceOfSatisfying(
                        PlaygroundException.class, e -> assertThat(e.type()).isEqualTo(type));
    }

    @Test
    void theHeapOfATrainingIsSamplesAndCheckpointsAndMoreWithPatience() {
        Admission admission = admission(100, 100);

        long plain = admission.need(SPEC, SOLO, StopConditions.afterEpochs(1)).heapBytes();
        long patient = admission.need(SPEC, SOLO, PATIENT).heapBytes();

        assertThat(plain).isBetween(9 * MEBIBYTE, 10 * MEBIBYTE);
        assertThat(patient - plain).isEqualTo(3 * MEBIBYTE);
    }

    @Test
    void eachKindOfMemoryHasItsOwnLimit() {
        Admission littleNative = admission(10, 100);
        Admission littleHeap = admission(100, 10);

        for (Admission admission : List.of(littleNative, littleHeap)) {
            assertThat(admission.admit(job("a"))).isTrue();
            assertThat(admission.admit(job("b"))).isFalse();
            assertRefused(() -> admission.requireMemory(job("b")), ProblemType.QUEUE_FULL);
            admission.release("a");
            assertThat(admission.admit(job("b"))).isTrue();
        }
    }

    @Test
    void aJobThatNeverFitsTheHeapIsRefusedWithEstimateAndLimit() {
        Admission admission = admission(100, 9);

        assertThatThrownBy(() -> admission.requireFit(SPEC, SOLO, StopConditions.afterEpochs(1), "/spec"))
                .isInstanceOfSatisfying(PlaygroundException.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(ProblemType.INVALID_REQUEST);
                    assertThat(refusal.violations().getFirst().detail().toString())
                            .contains("Java heap", "the estimate is 10 MiB", "the limit is 9 MiB");
                });
        assertThat(admission.canEverAdmit(job("a"))).isFalse();
        assertThat(admission(100, 10).canEverAdmit(job("a"))).isTrue();
    }

    @Test
    void aTrainingThatChangesReservesOnlyWhatItDoesNotHave() {
        Admission admission = admission(100, 100);
        Reservation first = admission.reserve(job("a"));
        MemoryNeed before = admission.reserved();

        Reservation more = admission.reserve(SPEC, SOLO, PATIENT, List.of(first));

        assertThat(more.amount()).isEqualTo(new MemoryNeed(0, 3 * MEBIBYTE));
        more.close();
        more.close();
        assertThat(admission.reserved()).isEqualTo(before);
        first.close();
        assertThat(admission.reserved().bytes()).isZero();
    }

    @Test
    void sessionsOfOneFamilyReserveTheirCommonMemoryOnce() {
        Admission admission = admission(60, 1000);
        Reservation first = admission.reserve(SPEC, SHARED, PATIENT, List.of());
        Reservation second = admission.reserve(SPEC, SHARED, PATIENT, List.of());

        assertThat(admission.reserved().nativeBytes()).isEqualTo((10 + 10 + 30) * MEBIBYTE);
        first.close();
        assertThat(admission.reserved().nativeBytes()).isEqualTo((10 + 30) * MEBIBYTE);
        second.close();
        assertThat(admission.reserved().bytes()).isZero();

        Admission tooSmall = admission(39, 1000);
        assertRefused(() -> tooSmall.reserve(SPEC, SHARED, PATIENT, List.of()), ProblemType.QUEUE_FULL);
        assertThat(tooSmall.reserved().bytes()).isZero();
    }

    @Test
    void readsAndTrainingsShareTheHeap() {
        Admission admission = admission(100, 10);
        Reservation response = admission.reserveResponse(MEBIBYTE / 64);
        Reservation samples = admission.reserveSamples(SPEC);

        assertThat(admission.reserved()).isEqualTo(new MemoryNeed(0, 3 * MEBIBYTE));
        assertThat(admission.admit(job("a"))).isFalse();
        assertRefused(() -> admission.reserveResponse(MEBIBYTE), ProblemType.QUEUE_FULL);

        response.close();
        samples.close();
        assertThat(admission.admit(job("a"))).isTrue();
    }
}
