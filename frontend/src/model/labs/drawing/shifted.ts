/** A square picture, moved by pixels; what leaves it is lost. */
export function shifted(pixels: Float64Array, columns: number, right: number, down: number): Float64Array {
  return pixels.map((_, at) => {
    const [x, y] = [(at % columns) - right, Math.floor(at / columns) - down];
    return x >= 0 && x < columns && y >= 0 && y < columns ? (pixels[y * columns + x] ?? 0) : 0;
  });
}
