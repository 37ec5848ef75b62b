package org.nnplayground.job;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Device;
import org.nnplayground.spec.Choice;

/** The device that a client requests for its job. */
public enum RequestedDevice implements Choice {
    /** The server chooses the device that is likely to be fastest. */
    AUTO,
    CPU,
    GPU;

    /** Null if the server chooses. */
    public @Nullable Device device() {
        return switch (this) {
            case AUTO -> null;
            case CPU -> Device.CPU;
            case GPU -> Device.GPU;
        };
    }
}
