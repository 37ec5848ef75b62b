package org.nnplayground.store;

import org.nnplayground.spec.Choice;

/** Where a client wants its job trained. */
public enum Device implements Choice {
    AUTO,
    CPU
}
