import type { LayerParameters } from "../network/parameters";
import type { Rows } from "../backprop/trace";

/** Euclidean norm over all weights and biases of each layer. */
export function gradientNorms(layers: readonly LayerParameters[]): readonly number[] {
  return layers.map(({ weights, biases }) => Math.hypot(...weights.flat(), ...biases));
}

/** How much a layer's activations vary from sample to sample: the standard deviation of each unit, root mean square over the units. */
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
