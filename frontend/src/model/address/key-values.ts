import crc32 from "crc-32";
import type { Range } from "../spec/catalog";
import { DEFAULT_SEED } from "../spec/default-spec";

/** Decoded values by key. */
export type Keys = ReadonlyMap<string, string>;

/**
 * A non-negative integer is the seed itself; for other text it is the CRC-32, so that links of TensorFlow Playground
 * are reproducible.
 */
export function seedOfText(text: string | undefined): number {
  if (text === undefined || text === "") return DEFAULT_SEED;
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : crc32.str(text) >>> 0;
}

export function numberWithin(
  text: string | undefined,
  minimum: number,
  maximum: number,
  fallback: number,
): number {
  const value = numberOf(text);
  return value === undefined ? fallback : Math.min(Math.max(value, minimum), maximum);
}

/** Clamped to the range, if there is one. */
export function numberInRange(text: string | undefined, range: Range | undefined, fallback: number): number {
  return numberWithin(text, range?.minimum ?? -Infinity, range?.maximum ?? Infinity, fallback);
}

export function positiveNumber(text: string | undefined, fallback: number): number {
  const value = numberOf(text);
  return value !== undefined && value > 0 ? value : fallback;
}

export function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

export function knownChoice<T extends string>(
  text: string | undefined,
  choices: readonly T[],
): T | undefined {
  return choices.find((choice) => choice === text);
}

/** 10 for 0.1, without rounding errors of binary fractions. */
export function percent(fraction: number): number {
  return Number((fraction * 100).toPrecision(12));
}
