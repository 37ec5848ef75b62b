package org.nnplayground.codec;

import java.util.List;
import org.nnplayground.problem.PlaygroundException;

/** A fault of a request in English, as a client is told of it. */
public record ViolationText(String pointer, String detail) {

    public static List<ViolationText> by(PlaygroundException problem) {
        return problem.violations().stream()
                .map(fault -> new ViolationText(fault.pointer(), fault.detail().toString()))
                .toList();
    }
}
