import type { SweepRow } from "../../model/sweep/sweep";

/** A job of the sweep, and what distinguishes it. */
export interface NamedRow extends SweepRow {
  /** For each axis the index of its value. */
  readonly indices: readonly number[];
  /** For each axis its value in words. */
  readonly parts: readonly string[];
  readonly name: string;
}
