import { EDGE } from "./strokes";
import { seededRandom } from "../random/random";

/** The picture moved by pixels; what leaves it is lost. */
export function shifted(pixels: Float64Array, right: number, down: number): Float64Array {
  return pixels.map((_, at) => {
    const [x, y] = [(at % EDGE) - right, Math.floor(at / EDGE) - down];
    return x >= 0 && x < EDGE && y >= 0 && y < EDGE ? (pixels[y * EDGE + x] ?? 0) : 0;
  });
}

/** The picture with one pixel flipped, chosen by the picture itself: the same for everyone. */
export function disturbed(pixels: Float64Array): Float64Array {
  const seed = pixels.reduce((sum, on, at) => sum + on * (at + 1) ** 2, 0);
  const at = Math.floor(seededRandom(seed)() * pixels.length);
  return pixels.with(at, 1 - (pixels[at] ?? 0));
}
