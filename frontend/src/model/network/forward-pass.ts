import { isDense } from "../spec/shaped-layers";
import { activationOf, softmax } from "./activation";
import { columnOfFeature, featureFunction } from "../spec/feature";
import type { LayerParameters } from "./parameters";
import type { Domain, Plane } from "../data/plane";
import { scaled } from "../data/scaling";
import type { Sample, TrainingSpec } from "../spec/spec";

/** Values of one unit on a grid: `resolution * resolution`, row-major, row 0 is the maximum of the vertical axis. */
export type Response = Float32Array;

/** A grid over a plane. */
export interface Grid {
  /** Points per axis. */
  readonly resolution: number;
  /**
   * `ends`: the first and last point are the ends of the domain, as in a boundary. `middles`: each point is the middle
   * of its pixel.
   */
  readonly places: "ends" | "middles";
}

/** Slope of prelu if a frame does not contain it: the contract's initial one. */
const INITIAL_SLOPE = 0.25;

/** Activations that grow strictly, so that they keep the order of the units of a layer. */
const INCREASING: readonly string[] = [
  "linear",
  "sigmoid",
  "tanh",
  "softmax",
  "softplus",
  "leakyRelu",
  "elu",
];

/** Undefined for a feature that the page cannot compute. */
export function featureResponse(name: string, plane: Plane, grid: Grid): Response | undefined {
  const column = columnOfFeature(name);
  const feature = column === undefined ? featureFunction(name) : undefined;
  if (column === undefined && !feature) return undefined;
  const { resolution } = grid;
  const [across, down] = [gridPoints(plane.domain[0], grid), gridPoints(plane.domain[1], grid).reverse()];
  const [horizontal, vertical] = plane.columns;
  const response = new Float32Array(resolution * resolution);
  for (let at = 0; at < response.length; at++) {
    const [x, y] = [across[at % resolution] ?? 0, down[Math.floor(at / resolution)] ?? 0];
    const raw = (index: number) =>
      index === horizontal ? x : index === vertical ? y : (plane.fixedValues[index] ?? 0);
    const valueOf = (index: number) => scaled(raw(index), plane.scales?.[index]);
    response[at] = column === undefined ? (feature?.(valueOf(0), valueOf(1)) ?? 0) : valueOf(column);
  }
  return response;
}

function gridPoints([from, to]: Domain[0], { resolution, places }: Grid): number[] {
  return Array.from({ length: resolution }, (_, at) => {
    const share = places === "ends" ? at / (resolution - 1) : (at + 0.5) / resolution;
    return from + (to - from) * share;
  });
}

/**
 * Computes the activation of every unit on a grid: a = activation(W a_before + b). Created once for a spec and a plane;
 * each run overwrites the result of the previous one.
 */
export class ForwardPass {
  readonly #inputs: readonly Response[];
  /** By layer and unit, the output layer last. */
  readonly #layers: readonly (readonly Response[])[];
  readonly #activations: readonly string[];

  private constructor(inputs: readonly Response[], spec: TrainingSpec) {
    const places = inputs[0]?.length ?? 0;
    this.#inputs = inputs;
    this.#activations = spec.network.layers.map(({ activation }) => activation);
    this.#layers = spec.network.layers.map(({ units }) =>
      Array.from({ length: units }, () => new Float32Array(places)),
    );
  }

  /** Undefined if the page cannot compute a feature or an activation. */
  static of(spec: TrainingSpec, plane: Plane, grid: Grid): ForwardPass | undefined {
    return ForwardPass.#of(
      spec.features.map((name) => featureResponse(name, plane, grid)),
      spec,
    );
  }

  /** The forward pass over samples: index i of a response is sample i. */
  static overSamples(spec: TrainingSpec, samples: readonly Sample[]): ForwardPass | undefined {
    const inputs = spec.features.map((name) => {
      const column = columnOfFeature(name);
      const feature = column === undefined ? featureFunction(name) : undefined;
      if (column === undefined && !feature) return undefined;
      return Float32Array.from(samples, ({ x }) =>
        column === undefined ? (feature?.(x[0] ?? 0, x[1] ?? 0) ?? 0) : (x[column] ?? 0),
      );
    });
    return ForwardPass.#of(inputs, spec);
  }

  static #of(inputs: readonly (Response | undefined)[], spec: TrainingSpec): ForwardPass | undefined {
    const known = ({ activation }: { readonly activation: string }) =>
      activation === "softmax" || activationOf(activation) !== undefined;
    if (!isDense(spec) || !spec.network.layers.every(known)) return undefined;
    if (!inputs.every((response) => response !== undefined)) return undefined;
    return new ForwardPass(inputs, spec);
  }

  /** @param parameters must have the shape of the spec */
  run(parameters: readonly LayerParameters[]): readonly (readonly Response[])[] {
    return this.#run(parameters, this.#activations);
  }

  /**
   * The weighted sums of the output layer, if the largest sum belongs to the largest output. Where several outputs are
   * saturated, only the sums show which one is larger.
   *
   * @param parameters must have the shape of the spec
   */
  scores(parameters: readonly LayerParameters[]): readonly Response[] | undefined {
    if (!INCREASING.includes(this.#activations.at(-1) ?? "")) return undefined;
    return this.#run(parameters, [...this.#activations.slice(0, -1), "linear"]).at(-1);
  }

  #run(
    parameters: readonly LayerParameters[],
    activations: readonly string[],
  ): readonly (readonly Response[])[] {
    let before = this.#inputs;
    for (const [index, units] of this.#layers.entries()) {
      const layer = parameters[index];
      if (!layer) continue;
      for (const [unit, response] of units.entries()) {
        weightedSum(response, layer.weights[unit] ?? [], layer.biases[unit] ?? 0, before);
      }
      activate(units, activations[index] ?? "linear", layer.slope ?? INITIAL_SLOPE);
      before = units;
    }
    return this.#layers;
  }
}

function weightedSum(
  response: Response,
  weights: readonly number[],
  bias: number,
  inputs: readonly Response[],
): void {
  response.fill(bias);
  for (let input = 0; input < inputs.length; input++) {
    const weight = weights[input] ?? 0;
    const values = inputs[input];
    if (!values) continue;
    for (let at = 0; at < response.length; at++) {
      response[at] = (response[at] ?? 0) + weight * (values[at] ?? 0);
    }
  }
}

function activate(units: readonly Response[], name: string, slope: number): void {
  if (name === "softmax") {
    softmax(units);
    return;
  }
  const activation = activationOf(name);
  if (!activation || name === "linear") return;
  for (const response of units) {
    for (let at = 0; at < response.length; at++) {
      response[at] = activation(response[at] ?? 0, slope);
    }
  }
}
