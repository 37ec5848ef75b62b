package org.nnplayground.web.request;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nnplayground.problem.Message;
import org.nnplayground.problem.PlaygroundException;
import org.nnplayground.problem.Violation;

/** Collects the violations of all query parameters of a request, so that the response lists every one. */
public final class QueryErrors {

    private static final int SHOWN_CHARACTERS = 40;

    private final List<Violation> violations = new ArrayList<>();

    /** A violation of a parameter. The query is not part of the body, so the pointer is empty. */
    public void add(String name, Message detail) {
        violations.add(new Violation("", Message.of("query.wrong", name, detail)));
    }

    public boolean isEmpty() {
        return violations.isEmpty();
    }

    public void addAll(QueryErrors others) {
        violations.addAll(others.violations);
    }

    /** Parses an integer; the minimum, and a violation, if it is not an integer or out of range. */
    public long number(String name, @Nullable String text, long standard, long minimum, long maximum) {
        if (text == null) {
            return standard;
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        add(name, Message.of("query.number", minimum, maximum, shown(text)));
        return minimum;
    }

    /** Parses a number; the minimum, and a violation, if it is not a number or out of range. */
    public double decimal(String name, @Nullable String text, double standard, double minimum, double maximum) {
        if (text == null) {
            return standard;
        }
        try {
            double number = Double.parseDouble(text.strip());
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        add(name, Message.of("query.decimal", minimum, maximum, shown(text)));
        return minimum;
    }

    private static String shown(String text) {
        return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    }

    /** @throws PlaygroundException {@code INVALID_REQUEST} with all violations, if there are any */
    public void throwIfAny() {
        if (!violations.isEmpty()) {
            throw exception();
        }
    }

    PlaygroundException exception() {
        return PlaygroundException.invalid(violations);
    }
}
