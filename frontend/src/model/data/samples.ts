import type { Sample } from "../spec/spec";

/** The job's data as the server made them; features are computed from the raw columns in `x`. */
export interface Samples {
  readonly train: readonly Sample[];
  readonly test: readonly Sample[];
}
