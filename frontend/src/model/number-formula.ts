/** A number's formula, in lines of TeX: in symbols, with the numbers put in, and, of a weight's gradient, over all paths. */
export interface NumberFormula {
  readonly lines: readonly string[];
  /** What the formula gives in float64, from the traced numbers around it; undefined where the trace does not hold all of them. */
  readonly value: number | undefined;
  /** Gradients: each path from the unit to an output, as its product. */
  readonly paths?: readonly string[];
}
