import type { Confusion } from "../../training/metrics";

/** Numbers of pixels: in all, in each of two masks, and in both. */
export interface Overlap {
  readonly pixels: number;
  readonly marked: number;
  readonly truth: number;
  readonly both: number;
}

export function overlapOf(marked: readonly boolean[], truth: readonly boolean[]): Overlap {
  const count = (mask: readonly boolean[]) => mask.filter(Boolean).length;
  return {
    pixels: truth.length,
    marked: count(marked),
    truth: count(truth),
    both: count(marked.map((on, at) => on && truth[at] === true)),
  };
}

/** The overlap of the answers with the labels of all pixels. */
export function overlapOfConfusion([
  [empty = 0, extra = 0] = [],
  [missed = 0, both = 0] = [],
]: Confusion): Overlap {
  return { pixels: empty + extra + missed + both, marked: extra + both, truth: missed + both, both };
}

/** The sums over several pictures. */
export function totalOverlap(overlaps: readonly Overlap[]): Overlap {
  const sum = (key: keyof Overlap) => overlaps.reduce((total, each) => total + each[key], 0);
  return { pixels: sum("pixels"), marked: sum("marked"), truth: sum("truth"), both: sum("both") };
}

/** Dice coefficient (1945); 1 if both masks are empty. */
export function dice({ marked, truth, both }: Overlap): number {
  return marked + truth === 0 ? 1 : (2 * both) / (marked + truth);
}

/** Intersection over union, Jaccard index; 1 if both masks are empty. */
export function intersectionOverUnion({ marked, truth, both }: Overlap): number {
  const union = marked + truth - both;
  return union === 0 ? 1 : both / union;
}

/** Share of the pixels that are in both masks or in none. */
export function pixelAccuracy({ pixels, marked, truth, both }: Overlap): number {
  return (pixels - missedPixels({ truth, both }) - extraPixels({ marked, both })) / pixels;
}

/** Pixels of the true mask that are not marked. */
export function missedPixels({ truth, both }: Pick<Overlap, "truth" | "both">): number {
  return truth - both;
}

/** Marked pixels that are not in the true mask. */
export function extraPixels({ marked, both }: Pick<Overlap, "marked" | "both">): number {
  return marked - both;
}
