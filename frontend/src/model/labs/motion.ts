import type { PartialSpec } from "../course/course-server";

/** A measured position: time in s, position in m. */
export interface Measurement {
  readonly t: number;
  readonly x: number;
}

/** x = v0 t + a t^2 / 2; v0 in m/s, a in m/s^2. */
export interface Motion {
  readonly v0: number;
  readonly a: number;
}

export const ERROR_KINDS = ["signed", "absolute", "squared"] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export function positionAt({ v0, a }: Motion, t: number): number {
  return v0 * t + (a * t * t) / 2;
}

/** Mean over the measurements of the error (measured minus predicted position), its absolute value, or its square. */
export function lossOf(kind: ErrorKind, motion: Motion, measurements: readonly Measurement[]): number {
  const errors = measurements.map(({ t, x }) => x - positionAt(motion, t));
  const contributions = errors.map((error) => {
    switch (kind) {
      case "signed":
        return error;
      case "absolute":
        return Math.abs(error);
      case "squared":
        return error * error;
    }
  });
  return contributions.reduce((sum, each) => sum + each, 0) / contributions.length;
}

/**
 * The same problem as a spec: one linear unit without bias over the columns t and t^2 / 2, with the weights v0 and a.
 * The signed error has no minimum and is excluded.
 */
export function fittingSpec(
  kind: Exclude<ErrorKind, "signed">,
  measurements: readonly Measurement[],
): PartialSpec {
  return {
    task: "regression",
    data: {
      source: "inline",
      train: measurements.map(({ t, x }) => ({ x: [t, (t * t) / 2], y: x })),
      test: [],
    },
    features: ["x1", "x2"],
    network: { layers: [{ units: 1, activation: "linear", bias: false }], initializer: { type: "zeros" } },
    training: {
      loss: kind === "squared" ? "meanSquaredError" : "absoluteError",
      optimizer: { type: "adam", learningRate: 0.1 },
      schedule: { type: "cosine", epochs: 1500, minimum: 0.0001 },
      batchSize: measurements.length,
      seed: 1,
    },
  };
}

export const FITTING_EPOCHS = 1500;
