import { featureFunction } from "./feature";
import type { Domain, LayerParameters } from "./frame";
import type { TrainingSpec } from "./spec";

/** Values of one unit on a grid: `resolution * resolution`, row-major, row 0 the largest x2, as in a boundary. */
export type Response = Float32Array;

const ACTIVATIONS: Readonly<Record<string, (weightedSum: number) => number>> = {
  linear: (z) => z,
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  relu: (z) => Math.max(z, 0),
};

/** Undefined for a feature that is no function of the plane. */
export function featureResponse(name: string, domain: Domain, resolution: number): Response | undefined {
  const feature = featureFunction(name);
  if (!feature) return undefined;
  const [[left, right], [bottom, top]] = domain;
  const response = new Float32Array(resolution * resolution);
  for (let row = 0; row < resolution; row++) {
    const x2 = top - ((top - bottom) * row) / (resolution - 1);
    for (let column = 0; column < resolution; column++) {
      const x1 = left + ((right - left) * column) / (resolution - 1);
      response[row * resolution + column] = feature(x1, x2);
    }
  }
  return response;
}

/**
 * What every unit answers on a grid over the plane, `[layer][unit]`, the output layer last.
 * a = activation(W a_before + b). Undefined where a feature or an activation is not the page's to compute.
 */
export function unitResponses(
  spec: TrainingSpec,
  parameters: readonly LayerParameters[],
  domain: Domain,
  resolution: number,
): readonly (readonly Response[])[] | undefined {
  const inputs = spec.features.map((name) => featureResponse(name, domain, resolution));
  if (!inputs.every((response) => response !== undefined)) return undefined;
  const responses: Response[][] = [];
  let before = inputs;
  for (const [index, { activation }] of spec.network.layers.entries()) {
    const layer = parameters[index];
    const activate = Object.hasOwn(ACTIVATIONS, activation) ? ACTIVATIONS[activation] : undefined;
    if (!layer || !activate) return undefined;
    before = layer.weights.map((weights, unit) =>
      unitResponse(weights, layer.biases[unit] ?? 0, before, activate),
    );
    responses.push(before);
  }
  return responses;
}

function unitResponse(
  weights: readonly number[],
  bias: number,
  inputs: readonly Response[],
  activate: (weightedSum: number) => number,
): Response {
  const response = new Float32Array(inputs[0]?.length ?? 0).fill(bias);
  for (const [input, values] of inputs.entries()) {
    const weight = weights[input] ?? 0;
    for (let at = 0; at < response.length; at++) {
      response[at] = (response[at] ?? 0) + weight * (values[at] ?? 0);
    }
  }
  for (let at = 0; at < response.length; at++) response[at] = activate(response[at] ?? 0);
  return response;
}
