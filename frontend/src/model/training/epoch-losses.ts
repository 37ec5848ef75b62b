/** By epoch; null where there is no such set. */

export interface EpochLosses {
  readonly train: readonly (number | null)[];
  readonly validation: readonly (number | null)[];
  readonly test: readonly (number | null)[];
}
