package org.nnplayground.engine;

import org.nnplayground.spec.Choice;

/** What a session computes on. */
public enum Device implements Choice {
    CPU,
    /** Any that PyTorch drives; its bits are its own. */
    GPU
}
