import { describe, expect, it } from "vitest";
import {
  functionOf,
  FUNCTION_NAMES,
  reachableFunctions,
  XOR,
} from "../../../../src/model/labs/b-type-machine/function";
import { CLOSED_LINK, OPEN_LINK } from "../../../../src/model/labs/b-type-machine/link";
import {
  initialState,
  nextState,
  randomMachine,
  rewired,
  type Machine,
  type MachineState,
} from "../../../../src/model/labs/b-type-machine/machine";
import { ROWS } from "../../../../src/model/labs/b-type-machine/threshold-neuron";

/** XOR from four NAND gates; node 0 is source 2. */
const XOR_MACHINE: Machine = {
  wires: [
    [0, 1],
    [0, 2],
    [1, 2],
    [3, 4],
  ],
  linked: false,
};

/** Whether a function never falls when an input rises. */
function isMonotone(ones: number): boolean {
  const value = (x: number, y: number) => (ones >> (2 * x + y)) & 1;
  return [0, 1].every((other) => value(0, other) <= value(1, other) && value(other, 0) <= value(other, 1));
}

describe("A machine of NAND nodes", () => {
  it("computes XOR with the right wires, tick by tick as in the summary of all four cases", () => {
    const { ones, unsettled } = functionOf(XOR_MACHINE, initialState(XOR_MACHINE, 0).links);
    expect([ones, unsettled]).toEqual([XOR, 0]);
    expect(FUNCTION_NAMES[ones]).toBe("x⊕y");
    for (const [x, y] of ROWS) {
      let state = initialState(XOR_MACHINE, 0);
      for (let tick = 0; tick < 6; tick++) state = nextState(XOR_MACHINE, state, [x, y]);
      expect(state.nodes.at(-1)).toBe(x ^ y);
    }
  });

  it("has the same wires for the same seed, and changes one wire at a time", () => {
    expect(randomMachine(8, 4, true)).toEqual(randomMachine(8, 4, true));
    expect(randomMachine(8, 4, true)).not.toEqual(randomMachine(8, 5, true));
    expect(rewired(XOR_MACHINE, 5, 3).wires).toEqual([
      [0, 1],
      [0, 2],
      [1, 3],
      [3, 4],
    ]);
  });

  it("reports an output that never settles", () => {
    const ring: Machine = { wires: [[2, 2]], linked: false };
    expect(functionOf(ring, []).unsettled).toBe(0b1111);
  });

  it("closes a link by a pulse of two ticks on b", () => {
    const machine: Machine = { wires: [[0, 0]], linked: true };
    let state: MachineState = { nodes: [0], links: [OPEN_LINK, CLOSED_LINK] };
    for (let tick = 0; tick < 2; tick++) state = nextState(machine, state, [1, 0], { wire: 0, input: "b" });
    expect(state.links.map(({ v, w }) => [v, w])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
});

describe("Training a B-type machine by opening and closing its links", () => {
  it("cannot reach every function if every wire has a link: only functions that never fall, so not XOR", () => {
    for (let seed = 0; seed < 4; seed++) {
      const reached = [...reachableFunctions(randomMachine(5, seed, true))].at(-1) ?? [];
      expect(reached.length).toBeGreaterThan(0);
      expect(reached.every(isMonotone)).toBe(true);
      expect(reached).not.toContain(XOR);
    }
  });

  it("gives y if only the link of y is open, as in the simulation tick by tick", () => {
    const machine: Machine = { wires: [[0, 1]], linked: true };
    const links = [CLOSED_LINK, OPEN_LINK];
    expect(FUNCTION_NAMES[functionOf(machine, links).ones]).toBe("y");
    for (const [x, y] of ROWS) {
      let state: MachineState = { nodes: [0], links };
      for (let tick = 0; tick < 4; tick++) state = nextState(machine, state, [x, y]);
      expect(state.nodes).toEqual([y]);
    }
  });

  it("turns a node with two links into x OR y, x, y or 0", () => {
    const machine: Machine = { wires: [[0, 1]], linked: true };
    const names = ([...reachableFunctions(machine)].at(-1) ?? []).map((each) => FUNCTION_NAMES[each]);
    expect(names).toEqual(["0", "y", "x", "x∨y"]);
  });
});
