/** The formula of a number as lines of TeX: symbolic, then evaluated; for the gradient of a weight also the paths. */
export interface NumberFormula {
  readonly lines: readonly string[];
  /**
   * Value of the formula in float64, computed from the traced numbers; undefined if the trace does not contain all of
   * them.
   */
  readonly value: number | undefined;
  /** Of a gradient, for the selected sample. */
  readonly paths?: Paths | undefined;
}

/** The paths from a unit to the outputs; their products add up to the gradient at the unit. */
export interface Paths {
  /** Number of paths. In wide networks there are too many to enumerate. */
  readonly count: number;
  /** The first paths in TeX: their neurons and the product. */
  readonly written: readonly string[];
  /** TeX of the sum over all paths. */
  readonly sum: string;
}
