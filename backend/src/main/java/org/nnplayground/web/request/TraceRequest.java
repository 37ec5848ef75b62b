package org.nnplayground.web.request;

/** The body of {@code POST .../trace}; indices from 0, not yet checked against the job. */
public sealed interface TraceRequest {

    /** A mini-batch of the epoch in progress or of the next. */
    record OfBatch(int index) implements TraceRequest {}

    /** A train sample. */
    record OfSample(int index) implements TraceRequest {}
}
