package org.nnplayground.web.request;

import org.nnplayground.problem.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;

/** Translates a parser's exception into a message with its reason and position. */
final class JsonSyntaxError {

    private JsonSyntaxError() {}

    static Message of(JacksonException fault) {
        TokenStreamLocation at = fault.getLocation();
        return at == null || at.getLineNr() < 1
                ? reason(fault)
                : Message.of("json.at", at.getLineNr(), at.getColumnNr(), reason(fault));
    }

    private static Message reason(JacksonException fault) {
        return switch (fault) {
            case UnexpectedEndOfInputException end -> Message.of("json.ends-early");
            case StreamConstraintsException bound ->
                Message.of(says("nesting", bound) ? "json.too-deep" : "json.too-long");
            case StreamReadException unexpected -> Message.of("json.unexpected");
            case DatabindException tree -> Message.of(says("Duplicate", tree) ? "json.twice" : "json.goes-on");
            default -> Message.of("json.no-text");
        };
    }

    /** The parser reveals the kind of error only in its message. */
    private static boolean says(String word, JacksonException fault) {
        return String.valueOf(fault.getOriginalMessage()).contains(word);
    }
}
