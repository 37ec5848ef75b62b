package org.nnplayground.web.request;

/**
 * The body of {@code POST .../step}.
 *
 * @param count number of units to train, at least 1
 */
public record StepRequest(StepUnit unit, int count) {}
