package org.nnplayground.codec;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Parameters;

/**
 * Parameters that replace a network's.
 *
 * @param run that they are for; null for whichever there is
 */
public record ParametersRequest(
        Parameters parameters, @Nullable Integer run) {}
