import type { Random } from "../random/random";
import { complexCell, inhibitionOf, reinforced, simpleCell, type SimpleWeights } from "./cells";

/** Outputs of the cells of one plane, row-major. */
export type CellPlane = Float64Array;

/** Sizes and constants of one module: a layer of S-cells and a layer of C-cells. */
export interface ModuleShape {
  /** Edge of the planes that it receives. */
  readonly inputEdge: number;
  readonly inputPlanes: number;
  readonly planes: number;
  /** Edge of the part of a plane that an S-cell sees; odd. */
  readonly field: number;
  /** Edge of the S-columns: one winner in each. */
  readonly column: number;
  /** Edge of the planes of C-cells. */
  readonly outputEdge: number;
  /** Edge of the part of a plane that a C-cell sees. */
  readonly pool: number;
  /** Speed of learning. */
  readonly q: number;
}

/** A module with its learned weights, which all cells of a plane share. */
export interface NeocognitronModule {
  readonly shape: ModuleShape;
  /** Fixed weights c of the inhibitory cells, sum 1. Shape `[inputPlanes * field * field]`. */
  readonly c: Float64Array;
  readonly weights: readonly SimpleWeights[];
}

export interface ModuleOutput {
  readonly simple: readonly CellPlane[];
  readonly complex: readonly CellPlane[];
}

const ALPHA = 0.5;
/** Initial excitatory weights: weak, so that a cell that has learned wins over one that has not. */
const WEAK = 0.02;

/** Small random excitatory weights, no inhibition. */
export function initialModule(shape: ModuleShape, random: Random): NeocognitronModule {
  const size = shape.inputPlanes * shape.field ** 2;
  return {
    shape,
    c: new Float64Array(size).fill(1 / size),
    weights: Array.from({ length: shape.planes }, () => ({
      a: Float64Array.from({ length: size }, () => (WEAK * random()) / size),
      b: 0,
    })),
  };
}

/** What the S-cell at this place sees; 0 outside of the planes. */
export function fieldAt(
  { inputEdge, field }: ModuleShape,
  input: readonly CellPlane[],
  row: number,
  column: number,
): Float64Array {
  const seen = new Float64Array(input.length * field * field);
  const reach = (field - 1) / 2;
  let at = 0;
  for (const plane of input) {
    for (let y = row - reach; y <= row + reach; y++) {
      for (let x = column - reach; x <= column + reach; x++, at++) {
        const inside = y >= 0 && y < inputEdge && x >= 0 && x < inputEdge;
        seen[at] = inside ? (plane[y * inputEdge + x] ?? 0) : 0;
      }
    }
  }
  return seen;
}

/** Output of all S-cells. Shape `[planes][inputEdge * inputEdge]`. */
export function simpleLayer(
  { shape, c, weights }: NeocognitronModule,
  input: readonly CellPlane[],
  r: number,
): readonly CellPlane[] {
  const { inputEdge } = shape;
  const outputs = weights.map(() => new Float64Array(inputEdge ** 2));
  for (let place = 0; place < inputEdge ** 2; place++) {
    const seen = fieldAt(shape, input, Math.floor(place / inputEdge), place % inputEdge);
    const v = inhibitionOf(c, seen);
    if (v === 0) continue;
    for (const [plane, { a, b }] of weights.entries()) {
      let excitation = 0;
      for (let at = 0; at < seen.length; at++) excitation += (a[at] ?? 0) * (seen[at] ?? 0);
      const output = outputs[plane];
      if (output) output[place] = simpleCell(r, excitation, b * v);
    }
  }
  return outputs;
}

/** Output of all C-cells: each sees a square of its plane of S-cells. */
export function complexLayer(
  { inputEdge, outputEdge, pool }: ModuleShape,
  simple: readonly CellPlane[],
): readonly CellPlane[] {
  const stride = inputEdge / outputEdge;
  const sums = simple.map((plane) =>
    Float64Array.from({ length: outputEdge ** 2 }, (_, place) => {
      // The square is centred on the cells that this C-cell replaces.
      const top = Math.floor(place / outputEdge) * stride + (stride - pool) / 2;
      const left = (place % outputEdge) * stride + (stride - pool) / 2;
      let sum = 0;
      for (let y = Math.max(top, 0); y < Math.min(top + pool, inputEdge); y++) {
        for (let x = Math.max(left, 0); x < Math.min(left + pool, inputEdge); x++) {
          sum += plane[y * inputEdge + x] ?? 0;
        }
      }
      return sum;
    }),
  );
  return sums.map((own) =>
    own.map((excitation, place) => {
      const mean = sums.reduce((all, other) => all + (other[place] ?? 0), 0) / sums.length;
      return complexCell(ALPHA, excitation, mean);
    }),
  );
}

export function moduleOutput(
  module: NeocognitronModule,
  input: readonly CellPlane[],
  r: number,
): ModuleOutput {
  const simple = simpleLayer(module, input, r);
  return { simple, complex: complexLayer(module.shape, simple) };
}

interface Winner {
  readonly plane: number;
  readonly place: number;
  readonly output: number;
}

/**
 * One presentation without a teacher: in every S-column the cell with the greatest output is a candidate, and the best
 * candidate of each plane gives all cells of this plane its weights.
 */
export function learned(
  module: NeocognitronModule,
  input: readonly CellPlane[],
  r: number,
): NeocognitronModule {
  const { shape, c, weights } = module;
  const { inputEdge, column, q } = shape;
  const outputs = simpleLayer(module, input, r);
  const columns = new Map<number, Winner>();
  for (const [plane, cells] of outputs.entries()) {
    for (const [place, output] of cells.entries()) {
      if (output === 0) continue;
      const row = Math.floor(place / inputEdge);
      const tile = Math.floor(row / column) * inputEdge + Math.floor((place % inputEdge) / column);
      if (output > (columns.get(tile)?.output ?? 0)) columns.set(tile, { plane, place, output });
    }
  }
  const winners = new Map<number, Winner>();
  for (const winner of columns.values()) {
    if (winner.output > (winners.get(winner.plane)?.output ?? 0)) winners.set(winner.plane, winner);
  }
  return {
    ...module,
    weights: weights.map((before, plane) => {
      const winner = winners.get(plane);
      if (!winner) return before;
      const seen = fieldAt(shape, input, Math.floor(winner.place / inputEdge), winner.place % inputEdge);
      return reinforced(before, c, seen, q);
    }),
  };
}
