/** Returns the next number of a sequence, from 0 to less than 1. */
export type Random = () => number;

/**
 * The generator mulberry32: the same numbers for everyone who has the seed, and fast enough for millions of samples of a
 * running machine.
 *
 * @param seed a whole number from 0 to 2^32 - 1
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A number with mean 0 and standard deviation 1, by the transform of Box and Muller. */
export function normalNumber(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** The numbers from 0 to `count - 1` in random order (Fisher and Yates). */
export function shuffledIndices(count: number, random: Random): readonly number[] {
  const indices = Array.from({ length: count }, (_, at) => at);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const value = indices[last] ?? 0;
    indices[last] = indices[other] ?? 0;
    indices[other] = value;
  }
  return indices;
}
