import type { LayerParameters } from "../network/parameters";
import type { Rows } from "../backprop/trace";

/** Euclidean norm of each layer's weights and biases. */
export function gradientNorms(layers: readonly LayerParameters[]): readonly number[] {
  return layers.map(({ weights, biases }) => Math.hypot(...weights.flat(), ...biases));
}

/**
 * Variation of a layer's activations over the samples: the standard deviation of each unit, root mean square over the
 * units.
 */
export function standardDeviation(activations: Rows): number {
  const units = activations[0]?.length ?? 0;
  const variances = Array.from({ length: units }, (_, unit) =>
    variance(activations.map((row) => row[unit] ?? 0)),
  );
  return Math.sqrt(mean(variances));
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return mean(values.map((value) => (value - middle) ** 2));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
