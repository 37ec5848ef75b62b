import type { Sample } from "../spec/spec";

/** Samples of a job. Features are computed from the raw columns `x`. */
export interface Samples {
  readonly train: readonly Sample[];
  readonly test: readonly Sample[];
}
