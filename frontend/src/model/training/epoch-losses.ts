/** Losses by epoch; null if there is no such set. */
export interface EpochLosses {
  readonly train: readonly (number | null)[];
  readonly validation: readonly (number | null)[];
  readonly test: readonly (number | null)[];
}
