package org.nnplayground.spec;

import java.util.Locale;

/** One of a closed set of values that a spec names. Implemented by enums. */
public interface Choice {

    /** The enum constant's name. */
    String name();

    /** The name in JSON: the constant's in camel case, {@code SQUARED_ERROR} is {@code squaredError}. */
    default String wireName() {
        var camelCase = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
            camelCase.append(
                    camelCase.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camelCase.toString();
    }
}
