/** A matrix as an array of rows. */
export type Matrix = readonly (readonly number[])[];

/** The lecture's small network with two inputs and one output. Weights are `[units][inputs]`. */
export interface SmallNetwork {
  readonly w1: Matrix;
  readonly b1: readonly number[];
  readonly w2: Matrix;
  readonly b2: readonly number[];
}

/** All tensors of a forward pass, each with one row per sample. */
export interface BatchTensors {
  readonly x: Matrix;
  readonly z: Matrix;
  readonly h: Matrix;
  readonly z3: Matrix;
  readonly y: Matrix;
}

/** z = x W1^T + b1, h = max(z, 0), z3 = h W2^T + b2, y = 1 where z3 > 0. */
export function forwardPass(x: Matrix, { w1, b1, w2, b2 }: SmallNetwork): BatchTensors {
  const z = affine(x, w1, b1);
  const h = z.map((row) => row.map((value) => Math.max(value, 0)));
  const z3 = affine(h, w2, b2);
  return { x, z, h, z3, y: z3.map((row) => row.map((value) => Number(value > 0))) };
}

function affine(x: Matrix, weights: Matrix, biases: readonly number[]): Matrix {
  return x.map((row) =>
    weights.map((unit, at) =>
      unit.reduce((sum, weight, input) => sum + weight * (row[input] ?? 0), biases[at] ?? 0),
    ),
  );
}
