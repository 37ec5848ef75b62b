import { seededRandom } from "../random/random";

/** The picture with one pixel flipped, chosen by the picture itself: the same for everyone. */
export function disturbed(pixels: Float64Array): Float64Array {
  const seed = pixels.reduce((sum, on, at) => sum + on * (at + 1) ** 2, 0);
  const at = Math.floor(seededRandom(seed)() * pixels.length);
  return pixels.with(at, 1 - (pixels[at] ?? 0));
}
