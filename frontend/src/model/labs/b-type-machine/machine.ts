import { numpyRandom } from "../random/numpy-random";
import { CLOSED_LINK, nand, nextLink, OPEN_LINK, type Link } from "./link";
import type { Bit } from "./threshold-neuron";

/** Where a wire comes from: 0 and 1 are the inputs x and y, 2 and above are the nodes. */
export type Source = number;

/** Number of the machine's inputs, x and y. */
export const INPUTS = 2;

/** NAND nodes with two wires each. The last node is the output. */
export interface Machine {
  /** Sources of the two wires of each node. */
  readonly wires: readonly (readonly [Source, Source])[];
  /** Whether each wire contains a link (B-type) or none does (A-type). */
  readonly linked: boolean;
}

export interface MachineState {
  readonly nodes: readonly Bit[];
  /** The link of each wire, wire by wire of node after node; without effect in an A-type machine. */
  readonly links: readonly Link[];
}

/** A pulse on a training input of one link. */
export interface Pulse {
  readonly wire: number;
  readonly input: "a" | "b";
}

/** A machine with random wires. */
export function randomMachine(nodes: number, seed: number, linked: boolean): Machine {
  const random = numpyRandom(seed);
  const source = () => Math.floor(random() * (INPUTS + nodes));
  return { wires: Array.from({ length: nodes }, () => [source(), source()] as const), linked };
}

/** All nodes 0; each link open or closed at random. */
export function initialState({ wires }: Machine, seed: number): MachineState {
  const random = numpyRandom(seed);
  return {
    nodes: wires.map(() => 0),
    links: wires.flatMap(() => [0, 1].map(() => (random() < 0.5 ? OPEN_LINK : CLOSED_LINK))),
  };
}

/** One tick: every NAND gate, also those in the links, reads the values before the tick. */
export function nextState(
  { wires, linked }: Machine,
  { nodes, links }: MachineState,
  inputs: readonly [Bit, Bit],
  pulse?: Pulse,
): MachineState {
  const valueOf = (source: Source): Bit => inputs[source] ?? nodes[source - INPUTS] ?? 0;
  const arriving = (node: number, side: 0 | 1): Bit =>
    linked ? (links[2 * node + side]?.d ?? 1) : valueOf(wires[node]?.[side] ?? 0);
  return {
    nodes: wires.map((_, node) => nand(arriving(node, 0), arriving(node, 1))),
    links: links.map((link, wire) => {
      const c = valueOf(wires[wire >> 1]?.[wire & 1 ? 1 : 0] ?? 0);
      const pulsed = (input: "a" | "b"): Bit => (pulse?.wire === wire && pulse.input === input ? 0 : 1);
      return nextLink(link, { c, a: pulsed("a"), b: pulsed("b") });
    }),
  };
}

/** The same machine with another source of one wire. */
export function rewired({ wires, linked }: Machine, wire: number, source: Source): Machine {
  const node = wire >> 1;
  const [left, right] = wires[node] ?? [0, 0];
  return { wires: wires.with(node, wire & 1 ? [left, source] : [source, right]), linked };
}
