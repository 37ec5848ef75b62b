import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import {
  damaged,
  energyOf,
  hebbianWeights,
  isStable,
  recall,
  updatedTogether,
  type State,
  type Update,
} from "../../../model/labs/hopfield/hopfield";
import { LETTER_SIDE, letterState, type Letter } from "../../../model/labs/hopfield/letters";
import { numpyRandom } from "../../../model/labs/random/numpy-random";
import { useLoop } from "../frames/use-loop";
import { useReducedMotion } from "../frames/use-reduced-motion";

export type UpdateMode = "single" | "together";

/** Time between two flips, and between two updates of all neurons; milliseconds. */
const EVERY = { single: 90, together: 500 };
const NEURONS = LETTER_SIDE ** 2;
const DAMAGE = 12;
/** Few and different enough to be recalled; the other letters overload the network. */
const INITIAL_LETTERS: readonly Letter[] = ["A", "C", "J", "X"];
const SHOWN_STEPS = 400;
const INITIAL_WEIGHTS = weightsOf(INITIAL_LETTERS);
/** A damaged letter, with which the lab opens. */
const INITIAL_STATE = damaged(letterState("A"), DAMAGE, numpyRandom(1));

/** The state of the lab: a network, its energies so far, and what changes them. */
export function useRecall() {
  const letters = useSignal(INITIAL_LETTERS);
  const mode = useSignal<UpdateMode>("single");
  const running = useSignal(false);
  const weights = useRef(INITIAL_WEIGHTS);
  const seed = useRef(2);
  const state = useSignal(INITIAL_STATE);
  const energies = useSignal<readonly number[]>([energyOf(INITIAL_WEIGHTS, INITIAL_STATE)]);
  const cycle = useSignal(false);
  const previous = useRef<State | undefined>(undefined);
  /** Updates that are computed but not yet shown. */
  const ahead = useRef<readonly Update[]>([]);
  const reducedMotion = useReducedMotion();

  const log = (added: readonly number[]) =>
    (energies.value = [...energies.value, ...added].slice(-SHOWN_STEPS));
  const change = (next: State) => {
    running.value = false;
    cycle.value = false;
    previous.current = undefined;
    ahead.current = [];
    state.value = next;
  };
  /** Updates up to the next flip. */
  const nextUpdates = (): readonly Update[] => {
    if (ahead.current.length === 0)
      ahead.current = recall(weights.current, state.value, numpyRandom(seed.current++));
    const flip = ahead.current.findIndex(({ flipped }) => flipped);
    return ahead.current.slice(0, flip < 0 ? ahead.current.length : flip + 1);
  };
  const showSingle = (updates: readonly Update[]) => {
    ahead.current = ahead.current.slice(updates.length);
    state.value = updates.at(-1)?.state ?? state.value;
    log(updates.map(({ energy }) => energy));
    if (isStable(weights.current, state.value)) change(state.value);
  };
  const showTogether = () => {
    const next = updatedTogether(weights.current, state.value);
    const back = previous.current?.every((value, at) => value === next[at]) === true;
    const same = next.every((value, at) => value === state.value[at]);
    previous.current = state.value;
    state.value = next;
    log([energyOf(weights.current, next)]);
    cycle.value = back && !same;
    if (back || same) running.value = false;
  };
  const step = () => {
    if (isStable(weights.current, state.value)) running.value = false;
    else if (mode.value === "single") showSingle(nextUpdates());
    else showTogether();
  };
  const isRunning = () => running.value;
  const run = () => {
    cycle.value = false;
    running.value = true;
    if (reducedMotion.value) for (let at = 0; at < SHOWN_STEPS && isRunning(); at++) step();
  };
  useLoop(running.value, step, EVERY[mode.value]);

  const damage = () => {
    change(damaged(state.value, DAMAGE, numpyRandom(seed.current++)));
    log([energyOf(weights.current, state.value)]);
  };
  useEffect(run, []);

  return {
    letters,
    mode,
    running,
    state,
    energies,
    cycle,
    stable: isStable(weights.current, state.value),
    run,
    step,
    damage,
    pause: () => (running.value = false),
    choose: (name: UpdateMode) => {
      change(state.value);
      mode.value = name;
    },
    paint: (at: number, value: number) => {
      change(state.value.with(at, value));
      log([energyOf(weights.current, state.value)]);
    },
    show: (letter: Letter) => {
      change(letterState(letter));
      energies.value = [energyOf(weights.current, state.value)];
    },
    store: (chosen: readonly Letter[]) => {
      weights.current = weightsOf(chosen);
      letters.value = chosen;
      change(state.value);
      energies.value = [energyOf(weights.current, state.value)];
    },
  };
}

function weightsOf(letters: readonly Letter[]) {
  return hebbianWeights(letters.map(letterState), NEURONS);
}
