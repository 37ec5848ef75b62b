/** A number's formula, in lines of TeX: in symbols, with the numbers put in, and, of a weight's gradient, over all paths. */
export interface NumberFormula {
  readonly lines: readonly string[];
  /** What the formula gives in float64, from the traced numbers around it; undefined where the trace does not hold all of them. */
  readonly value: number | undefined;
  /** Of a gradient, for the sample that is looked at. */
  readonly paths?: Paths | undefined;
}

/** The ways from a unit to the outputs, whose products add up to what comes back to it. */
export interface Paths {
  /** How many there are: too many to write out, or even to go through, in wide networks. */
  readonly count: number;
  /** The first of them in TeX: the neurons passed, and the product. */
  readonly written: readonly string[];
  /** TeX of the sum over all. */
  readonly sum: string;
}
