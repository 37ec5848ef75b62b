import { CLOSED_LINK, OPEN_LINK, type Link } from "./link";
import { INPUTS, type Machine } from "./machine";

/**
 * The outputs for the inputs 00, 01, 10, 11 as the bits 0 to 3 of a number. All four cases are simulated at once: a gate is an operation
 * on such numbers.
 */
export type TruthFunction = number;

export const XOR: TruthFunction = 0b0110;

/** Sixteen functions, named by formula. */
export const FUNCTION_NAMES = [
  "0",
  "¬(x∨y)",
  "¬x∧y",
  "¬x",
  "x∧¬y",
  "¬y",
  "x⊕y",
  "¬(x∧y)",
  "x∧y",
  "x≡y",
  "y",
  "¬x∨y",
  "x",
  "x∨¬y",
  "x∨y",
  "1",
] as const;

const ALL = 0b1111;
/** Inputs x and y in the four cases. */
const COLUMNS = [0b1100, 0b1010] as const;

/** What the machine computes, and in which cases its output does not settle. */
export interface ComputedFunction {
  readonly ones: TruthFunction;
  /** A bit for each case in which the output keeps changing. */
  readonly unsettled: number;
}

/** The function of the machine with these links, which get no pulse, after all nodes were 0. */
export function functionOf({ wires, linked }: Machine, links: readonly Link[]): ComputedFunction {
  const transient = 6 * wires.length + 6;
  const observed = 4 * wires.length + 4;
  let nodes = wires.map(() => 0);
  let passed = links.map(() => ALL);
  let switches = links.map(({ v, w }) => ({ v, w }));
  let [ones, zeros] = [0, 0];
  for (let tick = 0; tick < transient + observed; tick++) {
    const valueOf = (source: number) => COLUMNS[source] ?? nodes[source - INPUTS] ?? 0;
    const arriving = (node: number, side: 0 | 1) =>
      linked ? (passed[2 * node + side] ?? ALL) : valueOf(wires[node]?.[side] ?? 0);
    const next = wires.map((_, node) => ALL & ~(arriving(node, 0) & arriving(node, 1)));
    if (linked) {
      passed = switches.map(({ v }, wire) =>
        v === 1 ? ALL & ~valueOf(wires[wire >> 1]?.[wire & 1 ? 1 : 0] ?? 0) : ALL,
      );
      switches = switches.map(({ v, w }) => ({ v: w === 1 ? 0 : 1, w: v === 1 ? 0 : 1 }));
    }
    nodes = next;
    if (tick < transient) continue;
    const output = nodes.at(-1) ?? 0;
    ones |= output;
    zeros |= ALL & ~output;
  }
  return { ones: ones & ~zeros, unsettled: ones & zeros };
}

/**
 * The functions that a B-type machine can be trained to compute: all that some choice of open and closed links gives. Yields what is known
 * so far, so that the caller can pause.
 */
export function* reachableFunctions(machine: Machine): Generator<readonly TruthFunction[], void> {
  const wires = 2 * machine.wires.length;
  const found = new Set<TruthFunction>();
  for (let choice = 0; choice < 2 ** wires; choice++) {
    const links = Array.from({ length: wires }, (_, wire) =>
      (choice >> wire) & 1 ? OPEN_LINK : CLOSED_LINK,
    );
    const { ones, unsettled } = functionOf(machine, links);
    if (unsettled === 0) found.add(ones);
    if (choice % 64 === 0) yield [...found];
  }
  yield [...found].toSorted((one, other) => one - other);
}
