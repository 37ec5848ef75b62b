package org.nnplayground.engine;

import org.nnplayground.spec.Choice;

/** The hardware that a session computes on. */
public enum Device implements Choice {
    CPU,
    /** Any GPU that PyTorch supports. Results differ from the CPU's in the last bits. */
    GPU
}
