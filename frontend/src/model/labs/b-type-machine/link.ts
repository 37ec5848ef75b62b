import type { Bit } from "./threshold-neuron";

/**
 * A connection of Turing's B-type machine (1948): two neurons v and w that keep each other in place, and a neuron d that passes the
 * signal c on, inverted, while v is 1. Each is a NAND gate and takes one tick.
 */
export interface Link {
  readonly v: Bit;
  readonly w: Bit;
  readonly d: Bit;
}

/** The values from outside: the signal c, and the two training inputs, which are 1 except during a pulse. */
export interface LinkInputs {
  readonly c: Bit;
  readonly a: Bit;
  readonly b: Bit;
}

/** Open: v = 1, the signal passes inverted. Closed: v = 0, d is 1 whatever the signal. Alternating: v = w, changes with each tick. */
export type LinkSetting = "open" | "closed" | "alternating";

export function nand(one: Bit, other: Bit): Bit {
  return one === 1 && other === 1 ? 0 : 1;
}

/** v' = NAND(w, a), w' = NAND(v, b), d' = NAND(c, v). */
export function nextLink({ v, w }: Link, { c, a, b }: LinkInputs): Link {
  return { v: nand(w, a), w: nand(v, b), d: nand(c, v) };
}

export function settingOf({ v, w }: Link): LinkSetting {
  if (v === w) return "alternating";
  return v === 1 ? "open" : "closed";
}

export const OPEN_LINK: Link = { v: 1, w: 0, d: 1 };
export const CLOSED_LINK: Link = { v: 0, w: 1, d: 1 };
