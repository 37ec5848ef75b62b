package org.nnplayground.web.gateway;

import org.nnplayground.web.gateway.RemoteJobEvents.StreamException;

/** Failures of streams from other processes, for tests of other packages. */
public final class BrokenStreams {

    private BrokenStreams() {}

    public static StreamException of(StreamException.Reason reason) {
        return new StreamException(reason, null);
    }
}
