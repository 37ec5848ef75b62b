/**
 * All patterns of bars and stripes on a square: every column, or every row, is entirely on or off. The empty and the full
 * square belong to both. Row-major pixels, 0 or 1: 14 patterns for an edge of 3.
 */
export function barsAndStripes(edge: number): readonly (readonly number[])[] {
  const lines = Array.from({ length: 2 ** edge }, (_, code) =>
    Array.from({ length: edge }, (_, line) => (code >> line) & 1),
  );
  const pixels = Array.from({ length: edge * edge }, (_, at) => at);
  const stripes = lines.map((on) => pixels.map((at) => on[Math.floor(at / edge)] ?? 0));
  const bars = lines.map((on) => pixels.map((at) => on[at % edge] ?? 0));
  const seen = new Set(stripes.map((pattern) => pattern.join("")));
  return [...stripes, ...bars.filter((pattern) => !seen.has(pattern.join("")))];
}
