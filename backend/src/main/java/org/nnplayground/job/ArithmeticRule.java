package org.nnplayground.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.spec.Arithmetic;
import org.nnplayground.spec.TrainingSpec;

/**
 * Decides the arithmetic of a run when the run begins. It depends on the job's request and on the spec only, never on
 * other jobs, so that those never change a bit.
 */
public final class ArithmeticRule {

    private ArithmeticRule() {}

    /** Why the shared arithmetic cannot train a run, one text for each reason; empty if it can. */
    public static List<Message> violationsOfShared(TrainingSpec spec, RequestedDevice device) {
        var violations = new ArrayList<>(Arithmetic.SharedShape.LIMITS.violations(spec));
        if (device == RequestedDevice.GPU) {
            violations.add(Message.of("arithmetic.gpu"));
        }
        return violations;
    }

    /**
     * The arithmetic of a run: the requested one; by default, shared if the job is live and its spec is
     * {@linkplain Arithmetic#isCommon common}: a network costs several times as much in a shared program that it has to
     * itself as in a solo one.
     *
     * @param requested null for the default
     * @throws org.nnplayground.problem.PlaygroundException {@code INVALID_REQUEST} if the shared arithmetic is
     *     requested and cannot train the run
     */
    static Arithmetic of(@Nullable Arithmetic requested, Mode mode, RequestedDevice device, TrainingSpec spec) {
        if (requested == null) {
            return mode == Mode.LIVE && Arithmetic.isCommon(spec) && device != RequestedDevice.GPU
                    ? Arithmetic.SHARED
                    : Arithmetic.SOLO;
        }
        if (requested == Arithmetic.SOLO) {
            return Arithmetic.SOLO;
        }
        List<Message> violations = violationsOfShared(spec, device);
        if (violations.isEmpty()) {
            return Arithmetic.SHARED;
        }
        throw JobProblems.notShared(violations);
    }
}
