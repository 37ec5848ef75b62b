package org.nnplayground.store;

import org.jspecify.annotations.Nullable;

/**
 * When a training stops by itself.
 *
 * @param epochs completed epochs of the run, at least 1; null for no such condition
 */
public record Stop(@Nullable Long epochs) {

    /** No condition at all. */
    public static final Stop NEVER = new Stop(null);
}
