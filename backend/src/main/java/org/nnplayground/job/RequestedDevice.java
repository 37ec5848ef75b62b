package org.nnplayground.job;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Device;
import org.nnplayground.spec.Choice;

/** Where a client wants its job trained. */
public enum RequestedDevice implements Choice {
    /** Wherever it is likely to be fastest. */
    AUTO,
    CPU,
    GPU;

    /** Null where the client leaves it to the server. */
    public @Nullable Device device() {
        return switch (this) {
            case AUTO -> null;
            case CPU -> Device.CPU;
            case GPU -> Device.GPU;
        };
    }
}
