import { activationCurve } from "../network/activation-curve";
import type { LayerTrace } from "./trace";

/** Activation of one unit; undefined for a function that the page does not know. */
export function valueOf(name: string, z: number, layer: Pick<LayerTrace, "slope">): number | undefined {
  if (name === "prelu") return z > 0 ? z : (layer.slope ?? 0) * z;
  return activationCurve(name)?.value(z);
}

/** Softmax of one of the weighted sums of a layer. */
export function softmaxOf(sums: readonly number[], unit: number): number {
  const maximum = Math.max(...sums);
  const parts = sums.map((z) => Math.exp(z - maximum));
  return (parts[unit] ?? 0) / parts.reduce((sum, part) => sum + part, 0);
}
