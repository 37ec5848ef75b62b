/** What a person typed into a field for a number. */
export type TypedNumber =
  | { readonly type: "empty" }
  | { readonly type: "number"; readonly value: number }
  /** Not a number. */
  | { readonly type: "invalid" }
  /** A comma before groups of three digits: "1,000" is a thousand to some readers and one to others. */
  | { readonly type: "ambiguous" };

/** A sign, digits with at most one decimal point, and an exponent, such as "-1.5e-3". */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/;

const GROUPS_OF_THREE = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;

/**
 * Reads a typed number: a decimal ("0.5", "0,5", ".5", "1e-3", "2×10^-3") or a fraction of two decimals ("4/5", "-1/3"). Full-width
 * characters ("２", "－", "．", "／"), the Chinese full stop as a decimal point, and every kind of minus sign count as their ASCII forms.
 */
export function readTypedNumber(text: string): TypedNumber {
  const written = withAsciiForms(text);
  if (written === "") return { type: "empty" };
  if (GROUPS_OF_THREE.test(written)) return { type: "ambiguous" };
  const [numerator = "", denominator = "1", ...more] = written.split("/");
  const value = more.length > 0 ? Number.NaN : decimal(numerator) / decimal(denominator);
  return Number.isFinite(value) ? { type: "number", value: value + 0 } : { type: "invalid" };
}

function withAsciiForms(text: string): string {
  return text
    .normalize("NFKC") // full-width characters, "½" as "1⁄2"
    .trim()
    .toLowerCase()
    .replace(/[−‐‑‒–—]/g, "-")
    .replace(/。/g, ".")
    .replace(/⁄/g, "/")
    .replace(/\s*[×·*]\s*10\s*\^\s*/, "e")
    .replace(/\s*\/\s*/g, "/")
    .replace(/^([+-])\s+/, "$1");
}

/** NaN if it is none. */
function decimal(text: string): number {
  const withPoint = text.replace(",", ".");
  return DECIMAL.test(withPoint) ? Number(withPoint) : Number.NaN;
}
