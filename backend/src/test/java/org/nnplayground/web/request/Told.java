package org.nnplayground.web.request;

import java.util.List;
import org.nnplayground.problem.PlaygroundException;

/** A fault of a request in English, as a client is told of it. */
record Told(String pointer, String detail) {

    static List<Told> by(PlaygroundException problem) {
        return problem.violations().stream()
                .map(fault -> new Told(fault.pointer(), fault.detail().toString()))
                .toList();
    }
}
