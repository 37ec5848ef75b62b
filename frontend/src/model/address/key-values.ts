import crc32 from "crc-32";
import { DEFAULT_SEED } from "../spec/default-spec";

/** Decoded values by key. */
export type Keys = ReadonlyMap<string, string>;

/** An integer is itself; any other number or word stands for the CRC-32 of its text, so that old links stay repeatable. */
export function seedOfText(text: string | undefined): number {
  if (text === undefined || text === "") return DEFAULT_SEED;
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : crc32.str(text) >>> 0;
}

export function within(
  text: string | undefined,
  minimum: number,
  maximum: number,
  otherwise: number,
): number {
  const value = numberOf(text);
  return value === undefined ? otherwise : Math.min(Math.max(value, minimum), maximum);
}

export function positive(text: string | undefined, otherwise: number): number {
  const value = numberOf(text);
  return value !== undefined && value > 0 ? value : otherwise;
}

export function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

export function chosen<T extends string>(text: string | undefined, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === text);
}

/** 0.1 as 10, without binary dust. */
export function percent(fraction: number): number {
  return Number((fraction * 100).toPrecision(12));
}
