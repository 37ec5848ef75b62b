import type { LayerParameters } from "../network/parameters";
import { columnOfFeature, featureFunction } from "../spec/feature";
import type { TrainingSpec } from "../spec/spec";
import { scaled, type ColumnScale } from "../data/scaling";
import { softmaxOf, valueOf } from "./activation-values";
import type { LayerTrace, Trace } from "./trace";

/**
 * The forward pass of any point of the input space in float64. It has no target, so there is neither a loss nor a
 * backward pass. Without dropout, as for a prediction.
 *
 * @param x raw columns
 * @param scales of the columns, absent if they stay as they are
 * @param parameters must have the shape of the spec
 * @returns undefined if the page cannot compute a feature or an activation
 */
export function pointTrace(
  spec: TrainingSpec,
  parameters: readonly LayerParameters[],
  x: readonly number[],
  { run, epoch }: Pick<Trace, "run" | "epoch">,
  scales?: readonly ColumnScale[],
): Trace | undefined {
  const columns = x.map((value, column) => scaled(value, scales?.[column]));
  const inputs = spec.features.map((name) => featureValue(name, columns));
  if (!isComplete(inputs)) return undefined;
  const layers: LayerTrace[] = [];
  let before: readonly number[] = inputs;
  for (const [at, { weights, biases, slope }] of parameters.entries()) {
    const name = spec.network.layers[at]?.activation ?? "linear";
    const sums = weights.map((row, unit) =>
      row.reduce((sum, weight, input) => sum + weight * (before[input] ?? 0), biases[unit] ?? 0),
    );
    const activations = sums.map((z, unit) =>
      name === "softmax" ? softmaxOf(sums, unit) : valueOf(name, z, { slope }),
    );
    if (!isComplete(activations)) return undefined;
    layers.push({
      weightedSums: [sums],
      activations: [activations],
      deltas: [],
      weights,
      biases,
      slope,
      weightGradients: [],
      biasGradients: [],
    });
    before = activations;
  }
  const nothing = { samples: [], targets: [], sampleLosses: [], loss: Number.NaN, learningRate: Number.NaN };
  return { run, epoch, ...nothing, inputs: [inputs], layers };
}

function featureValue(name: string, x: readonly number[]): number | undefined {
  const column = columnOfFeature(name);
  return column === undefined ? featureFunction(name)?.(x[0] ?? 0, x[1] ?? 0) : x[column];
}

function isComplete(values: readonly (number | undefined)[]): values is readonly number[] {
  return values.every((value) => value !== undefined);
}
