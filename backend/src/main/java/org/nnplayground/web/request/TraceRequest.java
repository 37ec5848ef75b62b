package org.nnplayground.web.request;

/** What {@code POST .../trace} asks for; indices from 0, which the job may have fewer of. */
public sealed interface TraceRequest {

    /** A mini-batch of the epoch in progress or of the next. */
    record OfBatch(int index) implements TraceRequest {}

    /** A train sample. */
    record OfSample(int index) implements TraceRequest {}
}
