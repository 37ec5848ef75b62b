import type { Random } from "./random";

const MASK_32 = 0xffffffffn;
const MASK_64 = (1n << 64n) - 1n;
const MASK_128 = (1n << 128n) - 1n;
const PCG_MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
const POOL_SIZE = 4;

/**
 * The numbers of NumPy's `default_rng(seed).random()`, so that every reader sees the same and NumPy can check it:
 * PCG64 (O'Neill 2014), seeded by NumPy's `SeedSequence`.
 *
 * @param seed a whole number from 0 to 2^32 - 1
 */
export function numpyRandom(seed: number): Random {
  const [high = 0n, low = 0n, sequenceHigh = 0n, sequenceLow = 0n] = seedWords(seed);
  const increment = ((((sequenceHigh << 64n) | sequenceLow) << 1n) | 1n) & MASK_128;
  const step = (state: bigint) => (state * PCG_MULTIPLIER + increment) & MASK_128;
  let state = step((increment + ((high << 64n) | low)) & MASK_128);
  return () => {
    state = step(state);
    const folded = (state >> 64n) ^ (state & MASK_64);
    const turn = state >> 122n;
    const word = ((folded >> turn) | (folded << (64n - turn))) & MASK_64;
    return Number(word >> 11n) / 2 ** 53;
  };
}

/** Four 64-bit words from `SeedSequence(seed).generate_state(4, uint64)`. */
function seedWords(seed: number): readonly bigint[] {
  const hash = hashing(0x43b0d7e5n, 0x931e8875n);
  const pool = Array.from({ length: POOL_SIZE }, (_, at) => hash(at === 0 ? BigInt(seed) : 0n));
  for (let from = 0; from < POOL_SIZE; from++) {
    for (let to = 0; to < POOL_SIZE; to++) {
      if (from !== to) pool[to] = mixed(pool[to] ?? 0n, hash(pool[from] ?? 0n));
    }
  }
  const output = hashing(0x8b51f9ddn, 0x58f38dedn);
  const words = Array.from({ length: 2 * POOL_SIZE }, (_, at) => output(pool[at % POOL_SIZE] ?? 0n));
  return [0, 2, 4, 6].map((at) => (words[at] ?? 0n) | ((words[at + 1] ?? 0n) << 32n));
}

/** A hash function of 32-bit words whose constant changes with each call. */
function hashing(initial: bigint, multiplier: bigint): (word: bigint) => bigint {
  let constant = initial;
  return (word) => {
    const scrambled = word ^ constant;
    constant = (constant * multiplier) & MASK_32;
    return folded32((scrambled * constant) & MASK_32);
  };
}

function mixed(x: bigint, y: bigint): bigint {
  return folded32((0xca01f9ddn * x - 0x4973f715n * y) & MASK_32);
}

function folded32(word: bigint): bigint {
  return word ^ (word >> 16n);
}
