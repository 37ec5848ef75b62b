import type { Sample } from "../spec/spec";

/**
 * Samples for the thumbnail of a generator: without noise and always the same. Training uses the server's samples.
 * Labels as in the contract; targets of a regression are from -1 to 1. Empty for a generator that the page does not
 * know.
 */
export function previewSamples(generator: string): readonly Sample[] {
  const preview = Object.hasOwn(PREVIEWS, generator) ? PREVIEWS[generator] : undefined;
  return preview ? Array.from({ length: COUNT }, (_, index) => preview(index, pseudoRandomPair(index))) : [];
}

const COUNT = 160;

/** `u` and `v` are in (0, 1). */
type Preview = (index: number, u: readonly [number, number]) => Sample;

const PREVIEWS: Readonly<Record<string, Preview>> = {
  circle: (index, [u, v]) => {
    const inside = index % 2 === 0;
    const radius = inside ? 2.5 * u : 3.5 + 1.5 * u;
    const angle = 2 * Math.PI * v;
    return { x: [radius * Math.sin(angle), radius * Math.cos(angle)], y: inside ? 1 : 0 };
  },
  xor: (_, [u, v]) => {
    const [x1, x2] = [awayFromZero(10 * u - 5), awayFromZero(10 * v - 5)];
    return { x: [x1, x2], y: x1 * x2 >= 0 ? 1 : 0 };
  },
  gauss: (index, [u, v]) => {
    const y = index % 2;
    const centre = y === 1 ? 2 : -2;
    return { x: normalAround([centre, centre], Math.SQRT1_2, u, v), y };
  },
  spiral: (index) => {
    const along = Math.floor(index / 2) / (COUNT / 2);
    const angle = 3.5 * Math.PI * along + (index % 2 === 0 ? 0 : Math.PI);
    return { x: [5 * along * Math.sin(angle), 5 * along * Math.cos(angle)], y: index % 2 === 0 ? 1 : 0 };
  },
  moons: (index, [u]) => {
    const t = Math.PI * u;
    return index % 2 === 0
      ? { x: [3 * Math.cos(t) - 1.5, 3 * Math.sin(t) - 0.75], y: 0 }
      : { x: [1.5 - 3 * Math.cos(t), 0.75 - 3 * Math.sin(t)], y: 1 };
  },
  rings: (index, [u, v]) => {
    const [from, to, y] = RINGS[index % RINGS.length] ?? [0, 1.5, 1];
    const radius = from + (to - from) * u;
    return { x: [radius * Math.cos(2 * Math.PI * v), radius * Math.sin(2 * Math.PI * v)], y };
  },
  checkerboard: (_, [u, v]) => {
    const [x1, x2] = [12 * u - 6, 12 * v - 6];
    return { x: [x1, x2], y: Math.abs(Math.floor(x1 / 3) + Math.floor(x2 / 3)) % 2 };
  },
  threeBlobs: (index, [u, v]) => {
    const y = index % 3;
    const angle = (Math.PI / 180) * (90 + 120 * y);
    return { x: normalAround([3.5 * Math.cos(angle), 3.5 * Math.sin(angle)], 0.8, u, v), y };
  },
  function: (_, [u, v]) => {
    const [x1, x2] = [12 * u - 6, 12 * v - 6];
    return { x: [x1, x2], y: x2 >= 3 * Math.sin(x1) ? 1 : 0 };
  },
  clusters: (index, [u, v]) => {
    const y = index % CENTRES.length;
    return { x: normalAround(CENTRES[y] ?? [0, 0], 1, u, v), y };
  },
  xorTable: (index) => {
    const [a, b] = [index % 2, Math.floor(index / 2) % 2];
    return { x: [a === 0 ? -3 : 3, b === 0 ? -3 : 3], y: a ^ b };
  },
  plane: (_, [u, v]) => ({ x: [12 * u - 6, 12 * v - 6], y: (12 * u + 12 * v - 12) / 12 }),
  gaussians: (_, [u, v]) => {
    const [x1, x2] = [12 * u - 6, 12 * v - 6];
    const peaks = [-4, 0, 4].flatMap((cx, at) =>
      [2.5, -2.5].map((cy, below) => {
        const sign = (at + below) % 2 === 0 ? 1 : -1;
        return sign * Math.max(1 - Math.hypot(x1 - cx, x2 - cy) / 2, 0);
      }),
    );
    return { x: [x1, x2], y: peaks.reduce((sum, peak) => sum + peak, 0) };
  },
};

/**
 * Inner radius, outer radius and class. The outer ring of class 0 appears twice, so that both classes have the same
 * number of samples.
 */
const RINGS: readonly (readonly [number, number, number])[] = [
  [0, 1.5, 1],
  [2.5, 3.5, 0],
  [4.5, 5.5, 1],
  [2.5, 3.5, 0],
];

/** Centres that N(0, 3²) could draw. */
const CENTRES: readonly (readonly [number, number])[] = [
  [-3.1, 1.6],
  [2.6, 2.9],
  [0.9, -3.2],
];

/** A normal draw around a centre, by the Box-Muller transform. */
function normalAround(
  [x1, x2]: readonly [number, number],
  deviation: number,
  u: number,
  v: number,
): readonly number[] {
  const radius = deviation * Math.sqrt(-2 * Math.log(u));
  return [x1 + radius * Math.cos(2 * Math.PI * v), x2 + radius * Math.sin(2 * Math.PI * v)];
}

function awayFromZero(value: number): number {
  return value + (value >= 0 ? 0.3 : -0.3);
}

/** Two pseudo-random numbers in (0, 1) that depend on the index only. */
function pseudoRandomPair(index: number): readonly [number, number] {
  return [pseudoRandom(2 * index), pseudoRandom(2 * index + 1)];
}

/** Mixes the bits of an integer (finalizer of MurmurHash3). */
function pseudoRandom(index: number): number {
  let bits = Math.imul(index + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (((bits ^ (bits >>> 16)) >>> 0) + 0.5) / 2 ** 32;
}
