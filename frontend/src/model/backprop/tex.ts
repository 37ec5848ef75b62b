/** A number with four significant digits; in parentheses if negative and `bracketed`. */
export function texNumber(value: number, bracketed = true): string {
  const size = Math.abs(value);
  const short =
    value !== 0 && (size < 1e-3 || size >= 1e5)
      ? value.toExponential(3).replace(/e\+?(-?\d+)$/, "\\cdot 10^{$1}")
      : String(Number(value.toPrecision(4)));
  return bracketed && value < 0 ? `(${short})` : short;
}

/** A number raised to a power, in parentheses if it has a sign or a power itself. */
export function texPower(value: number, exponent: string): string {
  const short = texNumber(value, false);
  return `${/^-|\^/.test(short) ? `(${short})` : short}^{${exponent}}`;
}

/** A sum of terms. Terms beyond `maximum` are replaced by their number. */
export function texSum(terms: readonly string[], maximum: number): string {
  if (terms.length === 0) return "0";
  const shown = terms.slice(0, maximum).join(" + ");
  return terms.length > maximum
    ? `${shown} + \\underbrace{\\cdots}_{${String(terms.length - maximum)}}`
    : shown;
}
