/** A number in a formula: four significant digits, in brackets where its sign would meet another. */
export function texNumber(value: number, bracketed = true): string {
  const size = Math.abs(value);
  const short =
    value !== 0 && (size < 1e-3 || size >= 1e5)
      ? value.toExponential(3).replace(/e\+?(-?\d+)$/, "\\cdot 10^{$1}")
      : String(Number(value.toPrecision(4)));
  return bracketed && value < 0 ? `(${short})` : short;
}

/** A number raised to a power: in brackets where it has a sign or a power of its own. */
export function texPower(value: number, exponent: string): string {
  const short = texNumber(value, false);
  return `${/^-|\^/.test(short) ? `(${short})` : short}^{${exponent}}`;
}

/** Terms after one another; more than can be read are left out, and their number told. */
export function texSum(terms: readonly string[], most: number): string {
  if (terms.length === 0) return "0";
  const shown = terms.slice(0, most).join(" + ");
  return terms.length > most ? `${shown} + \\underbrace{\\cdots}_{${String(terms.length - most)}}` : shown;
}
