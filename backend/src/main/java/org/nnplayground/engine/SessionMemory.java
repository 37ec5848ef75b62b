package org.nnplayground.engine;

import org.jspecify.annotations.Nullable;

/**
 * Upper estimate of the memory of a session in bytes.
 *
 * @param nativeBytes outside the Java heap
 * @param heapBytes samples on the Java heap
 * @param stateBytes one copy of the parameters and the optimizer's state on the Java heap
 * @param common what sessions of one family need besides, once for all of them; null for none
 */
public record SessionMemory(
        long nativeBytes,
        long heapBytes,
        long stateBytes,
        @Nullable Common common) {

    /**
     * Memory outside the Java heap that sessions have in common.
     *
     * @param family as {@link SessionShape#family}
     */
    public record Common(Object family, long nativeBytes) {}
}
