package org.nnplayground.web.request;

/** @param count how many units to go on by, at least 1 */
public record StepRequest(StepUnit unit, int count) {}
