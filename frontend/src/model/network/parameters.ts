import { isDense } from "../spec/shaped-layers";
import type { TrainingSpec } from "../spec/spec";

/** Parameters of one layer: `weights` is `[units][inputs]`, `biases` is `[units]` or empty. */
export interface LayerParameters {
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly number[];
  /** Learned slope for negative sums; prelu only. */
  readonly slope?: number;
}

/** Number of weights and biases of all layers, however deeply a layer nests its weights. */
export function countParameters(parameters: readonly LayerParameters[]): number {
  const count = (value: unknown): number =>
    Array.isArray(value) ? value.reduce<number>((sum, each) => sum + count(each), 0) : 1;
  return parameters.reduce((sum, { weights, biases }) => sum + count(weights) + count(biases), 0);
}

/** Identifies one parameter: the weight of an input of a unit, or the unit's bias. All indices count from 0. */
export interface ParameterAddress {
  readonly layer: number;
  readonly unit: number;
  readonly from: number | "bias";
}

/** Identifies a weight: from input `from` to unit `to` of a layer. Inputs of layer 0 are the selected features. */
export interface LinkAddress {
  readonly layer: number;
  readonly from: number;
  readonly to: number;
}

export function parameterAt(
  parameters: readonly LayerParameters[] | undefined,
  { layer, unit, from }: ParameterAddress,
): number | undefined {
  const { weights, biases } = parameters?.[layer] ?? {};
  return from === "bias" ? biases?.[unit] : weights?.[unit]?.[from];
}

export function withParameter(
  parameters: readonly LayerParameters[],
  { layer, unit, from }: ParameterAddress,
  value: number,
): readonly LayerParameters[] {
  return parameters.map((each, at) => {
    if (at !== layer) return each;
    return from === "bias"
      ? { ...each, biases: replaced(each.biases, unit, value) }
      : { ...each, weights: replaced(each.weights, unit, replaced(each.weights[unit] ?? [], from, value)) };
  });
}

export function sameParameter(left: ParameterAddress, right: ParameterAddress): boolean {
  return left.layer === right.layer && left.unit === right.unit && left.from === right.from;
}

function replaced<T>(list: readonly T[], index: number, value: T): readonly T[] {
  return list.map((each, at) => (at === index ? value : each));
}

/** Whether the parameters have the shape of the spec. Directly after an edit they may belong to the previous spec. */
export function fits(parameters: readonly LayerParameters[], spec: TrainingSpec): boolean {
  const { layers } = spec.network;
  return (
    isDense(spec) &&
    parameters.length === layers.length &&
    layers.every(({ units }, index) => {
      const inputs = layers[index - 1]?.units ?? spec.features.length;
      const weights = parameters[index]?.weights;
      return weights?.length === units && weights.every((row) => row.length === inputs);
    })
  );
}
