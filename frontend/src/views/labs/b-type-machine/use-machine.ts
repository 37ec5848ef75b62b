import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import {
  initialState,
  INPUTS,
  nextState,
  randomMachine,
  rewired,
  type Machine,
  type Pulse,
  type Source,
} from "../../../model/labs/b-type-machine/machine";
import type { Bit } from "../../../model/labs/b-type-machine/threshold-neuron";
import { useLoop } from "../frames/use-loop";
import { useReducedMotion } from "../frames/use-reduced-motion";

/** Time of one tick; milliseconds. */
const TICK = 700;
const INITIAL_NODES = 6;
const INITIAL_SEED = 3;
/** Ticks of a pulse that switches a link. */
const PULSE_TICKS = 2;
/** XOR from four NAND nodes. */
const XOR_MACHINE: Machine = {
  wires: [
    [0, 1],
    [0, 2],
    [1, 2],
    [3, 4],
  ],
  linked: false,
};

/**
 * The network of the lab: its wires, its lamps, and the pulse that is under way.
 *
 * @param shown whether its lamps tick
 */
export function useMachine(shown: boolean) {
  const reducedMotion = useReducedMotion();
  const running = useSignal(!reducedMotion.value);
  const seed = useRef(INITIAL_SEED);
  const machine = useSignal(randomMachine(INITIAL_NODES, INITIAL_SEED, false));
  const state = useSignal(initialState(machine.value, INITIAL_SEED));
  const inputs = useSignal<readonly [Bit, Bit]>([1, 0]);
  const selected = useSignal(0);
  const pulse = useSignal<(Pulse & { readonly ticks: number }) | undefined>(undefined);

  const tick = () => {
    state.value = nextState(machine.value, state.value, inputs.value, pulse.value);
    const ticks = (pulse.value?.ticks ?? 0) - 1;
    pulse.value = pulse.value && ticks > 0 ? { ...pulse.value, ticks } : undefined;
  };
  useLoop(shown && running.value, tick, TICK);
  const show = (next: Machine) => {
    machine.value = next;
    state.value = initialState(next, seed.current);
    selected.value = 0;
    pulse.value = undefined;
  };
  return {
    running,
    machine,
    state,
    inputs,
    selected,
    pulse,
    tick,
    build: (nodes: number, linked: boolean) => {
      seed.current++;
      show(randomMachine(nodes, seed.current, linked));
    },
    showXor: () => show(XOR_MACHINE),
    rewire: (wire: number, source: Source) => {
      selected.value = wire;
      machine.value = rewired(machine.value, wire, source);
    },
    toggleInput: (input: 0 | 1) => {
      const [x, y] = inputs.value;
      const flipped = (bit: Bit): Bit => (bit === 1 ? 0 : 1);
      inputs.value = input === 0 ? [flipped(x), y] : [x, flipped(y)];
    },
    /** A pulse on a link of the selected wire; without running ticks, its ticks pass at once. */
    startPulse: (input: "a" | "b") => {
      pulse.value = { wire: selected.value, input, ticks: PULSE_TICKS };
      if (!running.value) for (let at = 0; at < PULSE_TICKS; at++) tick();
    },
    signalOf: (wire: number): Bit => {
      const source = machine.value.wires[wire >> 1]?.[wire & 1 ? 1 : 0] ?? 0;
      return inputs.value[source] ?? state.value.nodes[source - INPUTS] ?? 0;
    },
  };
}
