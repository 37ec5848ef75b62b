import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  energyTerms,
  HOPFIELD_TANK,
  initialInputs,
  isDecided,
  MAX_STEPS,
  nextInputs,
  outputsOf,
  tourOf,
  type EnergyTerms,
  type Neurons,
  type Parameters,
} from "../../../model/labs/travelling-salesman/hopfield-tank";
import {
  distancesOf,
  HOPFIELD_TANK_CITIES,
  tourLength,
  type City,
} from "../../../model/labs/travelling-salesman/tours";
import { useLoop } from "../frames/use-loop";
import { useReducedMotion } from "../frames/use-reduced-motion";

/** Steps in which the sum of the outputs swings wildly before it settles; shown at once, because the picture would flicker. */
export const SWINGING_STEPS = 40;
/** Slow while the matrix takes shape, then fast. */
const STEPS_PER_FRAME = { slow: 1, fast: 10 };
const SLOW_STEPS = 240;
/** A start that ends in the shortest tour of the first twenty. */
const INITIAL_SEED = 19;
const CITIES = HOPFIELD_TANK_CITIES.length;

/** The network on its way from a random start to its end. */
export function useNetwork() {
  const cities = useSignal(HOPFIELD_TANK_CITIES);
  const parameters = useSignal<Parameters>(HOPFIELD_TANK);
  const seed = useSignal(INITIAL_SEED);
  const inputs = useSignal<Neurons>(initialInputs(CITIES, INITIAL_SEED));
  const terms = useSignal<readonly EnergyTerms[]>([]);
  const running = useSignal(false);
  const reducedMotion = useReducedMotion();
  const distances = useComputed(() => distancesOf(cities.value));
  const outputs = useComputed(() => outputsOf(inputs.value));
  const tour = useComputed(() => tourOf(outputs.value, CITIES));
  const length = useComputed(() => tour.value && tourLength(tour.value, distances.value));
  const ended = useComputed(() => terms.value.length > MAX_STEPS || isDecided(outputs.value));

  const advance = (steps: number) => {
    let [next, decided] = [inputs.value, false];
    const added: EnergyTerms[] = [];
    for (let step = 0; step < steps && !decided; step++) {
      next = nextInputs(next, distances.value, parameters.value);
      const nextOutputs = outputsOf(next);
      added.push(energyTerms(nextOutputs, distances.value, parameters.value));
      decided = isDecided(nextOutputs);
    }
    inputs.value = next;
    terms.value = [...terms.value, ...added];
    if (ended.value) running.value = false;
  };
  const run = () => {
    if (reducedMotion.value) advance(MAX_STEPS);
    else running.value = true;
  };
  const start = (from: number) => {
    seed.value = from;
    inputs.value = initialInputs(CITIES, from);
    terms.value = [energyTerms(outputs.value, distances.value, parameters.value)];
    running.value = false;
    advance(SWINGING_STEPS);
    run();
  };
  useLoop(running.value, () => {
    advance(terms.value.length < SLOW_STEPS ? STEPS_PER_FRAME.slow : STEPS_PER_FRAME.fast);
  });
  useEffect(() => {
    start(INITIAL_SEED);
  }, []);

  return {
    cities,
    parameters,
    seed,
    distances,
    outputs,
    terms,
    running,
    tour,
    length,
    ended,
    run,
    start,
    pause: () => (running.value = false),
    /** Starts again with the same random numbers. */
    change: (changes: { readonly parameters?: Parameters; readonly cities?: readonly City[] }) => {
      cities.value = changes.cities ?? cities.value;
      parameters.value = changes.parameters ?? parameters.value;
      start(seed.value);
    },
  };
}
