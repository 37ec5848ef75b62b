package org.nnplayground.codec;

import org.jspecify.annotations.Nullable;
import org.nnplayground.engine.Parameters;

/**
 * Parameters that replace those of a network.
 *
 * @param run number of the run that they are for; null for the present run
 */
public record ParametersRequest(
        Parameters parameters, @Nullable Integer run) {}
