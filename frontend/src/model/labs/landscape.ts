import { ForwardPass } from "../network/forward-pass";
import type { LayerParameters } from "../network/parameters";
import type { Sample, TrainingSpec } from "../spec/spec";

/**
 * All parameters of a network in one array: layer by layer, for each unit its weights and its bias, then the layer's
 * slope.
 */
export type FlatParameters = Float64Array;

type Layers = readonly LayerParameters[];

/** A plane in the space of all parameters: a centre and two directions. */
export interface ParameterPlane {
  readonly centre: FlatParameters;
  readonly across: FlatParameters;
  readonly up: FlatParameters;
  /** For the plane of a path: the share of the path's variance within the plane. */
  readonly explained?: number;
}

/** Coordinates in a plane. */
export type PlanePoint = readonly [across: number, up: number];

export function flatten(layers: Layers): FlatParameters {
  return Float64Array.from(
    layers.flatMap(({ weights, biases, slope }) => [
      ...weights.flatMap((row, unit) => [...row, ...biases.slice(unit, unit + 1)]),
      ...(slope === undefined ? [] : [slope]),
    ]),
  );
}

/** @param like parameters of the same shape */
export function unflatten(flat: FlatParameters, like: Layers): Layers {
  let at = 0;
  const take = (count: number) => [...flat.subarray(at, (at += count))];
  return like.map(({ weights, biases, slope }) => {
    const rows = weights.map((row, unit) => ({
      row: take(row.length),
      bias: take(biases.slice(unit, unit + 1).length),
    }));
    return {
      weights: rows.map(({ row }) => row),
      biases: rows.flatMap(({ bias }) => bias),
      ...(slope !== undefined && { slope: take(1)[0] ?? slope }),
    };
  });
}

export function pointOfPlane({ centre, across, up }: ParameterPlane, [x, y]: PlanePoint): FlatParameters {
  return centre.map((value, at) => value + x * (across[at] ?? 0) + y * (up[at] ?? 0));
}

/** Orthogonal projection onto a plane whose directions are orthonormal. */
export function project({ centre, across, up }: ParameterPlane, point: FlatParameters): PlanePoint {
  const difference = minus(point, centre);
  return [dot(difference, across), dot(difference, up)];
}

/**
 * Two random directions. The part of each unit is scaled to the norm of its weights; biases stay unchanged. A step then
 * has a comparable effect in networks of large and of small weights (Li et al., "Visualizing the loss landscape of
 * neural nets", 2018).
 *
 * @param draw draws from N(0, 1)
 */
export function randomPlane(layers: Layers, draw: () => number): ParameterPlane {
  const direction = () =>
    flatten(
      layers.map(({ weights, biases, slope }) => ({
        weights: weights.map((row) => {
          const drawn = row.map(draw);
          const scale = Math.hypot(...row) / Math.hypot(...drawn);
          return drawn.map((value) => value * scale);
        }),
        biases: biases.map(() => 0),
        ...(slope !== undefined && { slope: 0 }),
      })),
    );
  return { centre: flatten(layers), across: direction(), up: direction() };
}

/**
 * The plane of the first two principal components of a path, centred at its end (Li et al., 2018). The directions are
 * orthonormal.
 */
export function pathPlane(path: readonly FlatParameters[]): ParameterPlane {
  const centre = path.at(-1) ?? new Float64Array();
  const rows = path.map((point) => minus(point, centre));
  const all = rows.reduce((sum, row) => sum + dot(row, row), 0);
  const across = principalComponent(rows);
  const left = rows.map((row) => without(row, across));
  const up = principalComponent(left);
  const rest = left.map((row) => without(row, up)).reduce((sum, row) => sum + dot(row, row), 0);
  return { centre, across, up, explained: all === 0 ? 1 : 1 - rest / all };
}

/**
 * Draws from N(0, 1) by a seed: Box-Muller transform on the generator of Park and Miller ("Random number generators:
 * good ones are hard to find", 1988).
 */
export function seededNormal(seed: number): () => number {
  let state = seed;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

const POWER_STEPS = 200;

/** The first principal component of the rows, of length 1, by power iteration; 0 if all rows are 0. */
function principalComponent(rows: readonly FlatParameters[]): FlatParameters {
  const longest = rows.reduce<FlatParameters>(
    (longestSoFar, row) => (dot(row, row) > dot(longestSoFar, longestSoFar) ? row : longestSoFar),
    rows[0] ?? new Float64Array(),
  );
  let direction = unit(longest);
  for (let step = 0; step < POWER_STEPS; step++) {
    const next = new Float64Array(direction.length);
    for (const row of rows) {
      const share = dot(row, direction);
      for (let at = 0; at < next.length; at++) next[at] = (next[at] ?? 0) + share * (row[at] ?? 0);
    }
    direction = unit(next);
  }
  return direction;
}

function unit(vector: FlatParameters): FlatParameters {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
}

function without(vector: FlatParameters, direction: FlatParameters): FlatParameters {
  const share = dot(vector, direction);
  return vector.map((value, at) => value - share * (direction[at] ?? 0));
}

function minus(left: FlatParameters, right: FlatParameters): FlatParameters {
  return left.map((value, at) => value - (right[at] ?? 0));
}

function dot(left: FlatParameters, right: FlatParameters): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}

/** Smallest distance of a probability from 0 and 1 that float32 can represent. */
const MIN_PROBABILITY = 1e-7;

/**
 * The loss of the spec over samples as a function of the parameters, without penalty and dropout (contract, section 2).
 * Undefined if the page cannot compute a feature, an activation or the loss.
 */
export function lossFunction(
  spec: TrainingSpec,
  samples: readonly Sample[],
): ((layers: Layers) => number) | undefined {
  const pass = ForwardPass.overSamples(spec, samples);
  const single = LOSSES[spec.training.loss];
  const outputs = spec.network.layers.at(-1)?.units ?? 0;
  if (!pass || !single || outputs === 0) return undefined;
  const targets = Array.from({ length: outputs }, (_, output) =>
    samples.map(({ y }) => target(spec, y, output)),
  );
  const count = samples.length * (spec.training.loss === "crossEntropy" ? 1 : outputs);
  return (layers) => {
    const predictions = pass.run(layers).at(-1) ?? [];
    let sum = 0;
    for (const [output, row] of targets.entries())
      for (const [at, expected] of row.entries()) sum += single(predictions[output]?.[at] ?? 0, expected);
    return sum / count;
  };
}

function target(spec: TrainingSpec, y: Sample["y"], output: number): number {
  if (typeof y !== "number") return y[output] ?? 0;
  if (spec.task === "regression") return y;
  const { units, activation } = spec.network.layers.at(-1) ?? { units: 1, activation: "tanh" };
  const low = activation === "sigmoid" || activation === "softmax" ? 0 : -1;
  return (units === 1 ? y === 1 : y === output) ? 1 : low;
}

const LOSSES: Readonly<Record<string, (predicted: number, expected: number) => number>> = {
  squaredError: (predicted, expected) => (predicted - expected) ** 2 / 2,
  meanSquaredError: (predicted, expected) => (predicted - expected) ** 2,
  absoluteError: (predicted, expected) => Math.abs(predicted - expected),
  huber: (predicted, expected) => {
    const error = Math.abs(predicted - expected);
    return error <= 1 ? error ** 2 / 2 : error - 0.5;
  },
  binaryCrossEntropy: (predicted, expected) =>
    -expected * Math.log(Math.max(predicted, MIN_PROBABILITY)) -
    (1 - expected) * Math.log(Math.max(1 - predicted, MIN_PROBABILITY)),
  crossEntropy: (predicted, expected) =>
    expected === 0 ? 0 : -expected * Math.log(Math.max(predicted, MIN_PROBABILITY)),
};
