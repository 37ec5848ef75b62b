package org.nnplayground.engine;

/**
 * Upper estimate of the memory of a session in bytes; without what sessions share.
 *
 * @param nativeBytes outside the Java heap
 * @param heapBytes samples on the Java heap
 * @param stateBytes one copy of the parameters and the optimizer's state on the Java heap
 */
public record SessionMemory(long nativeBytes, long heapBytes, long stateBytes) {}
