import { batch, useComputed, useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { barsAndStripes } from "../../../model/labs/boltzmann/bars-and-stripes";
import {
  trainedEpoch,
  type MachineTraining,
  type Method,
} from "../../../model/labs/boltzmann/contrastive-divergence";
import {
  codeOf,
  gibbsStep,
  initialMachine,
  logLikelihood,
  stateProbabilities,
  visibleStates,
} from "../../../model/labs/boltzmann/restricted-machine";
import { seededRandom, type Random } from "../../../model/labs/random/random";
import { useLoop } from "../frames/use-loop";
import { useReducedMotion } from "../frames/use-reduced-motion";

export const PATTERNS = barsAndStripes(3);
export const STATES = visibleStates(9);
export const EPOCHS = 5000;
const EPOCHS_PER_FRAME = 10;
const RECORD_EVERY = 50;
/** Time for one slice of a training that is not shown; milliseconds. */
const SLICE = 10;
const HIDDEN = 9;
const SEED = 0;
/** Time between two fantasies; milliseconds. */
const DREAM_EVERY = 150;
const SAMPLES_PER_DREAM = 1000;
const MAX_SAMPLES = 100_000;
const SHOWN_FANTASIES = 24;

type Clamp = 0 | 1 | undefined;

const FREE: readonly Clamp[] = Array.from({ length: 9 }, () => undefined);

/**
 * The machine in training, its dreams, and how often each state was dreamt. The training is the same for everyone.
 *
 * @param shown whether the machine is on the page: otherwise it waits
 */
export function useRestricted(shown: boolean) {
  const reduced = useReducedMotion().value;
  // Two sequences, so that dreams do not change the training.
  const random = useRef(seededRandom(SEED + 1));
  const dreamRandom = useRef(seededRandom(SEED + 2));
  const method = useSignal<Method["type"]>("contrastiveDivergence");
  const steps = useSignal(1);
  const rate = useSignal(0.1);
  const temperature = useSignal(1);
  const clamps = useSignal(FREE);
  const latest = useRef(useMemo(initialProgress, []));
  const progress = useSignal(latest.current);
  const trains = useSignal(true);
  const dreams = useSignal(!reduced);
  const dream = useSignal<ArrayLike<number>>(PATTERNS[5] ?? []);
  const hidden = useSignal<ArrayLike<number>>(new Float64Array(HIDDEN));
  const fantasies = useSignal<readonly ArrayLike<number>[]>([]);
  const counts = useSignal(new Float64Array(STATES.length));

  const forget = () => (counts.value = new Float64Array(STATES.length));
  const dreamOn = (samples: number) =>
    batch(() => {
      const counted = Float64Array.from(counts.value);
      const total = counted.reduce((sum, each) => sum + each, 0);
      let v = dream.value;
      for (let step = 0; step < samples; step++) {
        const next = gibbsStep(
          progress.value.training.machine,
          v,
          dreamRandom.current,
          temperature.value,
          clamps.value,
        );
        v = next.visible;
        hidden.value = next.hidden;
        if (total + step < MAX_SAMPLES) counted[codeOf(v)] = (counted[codeOf(v)] ?? 0) + 1;
      }
      dream.value = v;
      if (!trains.value) counts.value = counted;
      fantasies.value = [v, ...fantasies.value].slice(0, SHOWN_FANTASIES);
    });
  useLoop(shown && trains.value, () => {
    const chosen: Method =
      method.value === "exact" ? { type: "exact" } : { type: method.value, steps: steps.value };
    const end = performance.now() + SLICE;
    do latest.current = advanced(latest.current, chosen, rate.value, random.current);
    while (reduced && latest.current.training.epochs < EPOCHS && performance.now() < end);
    const finished = latest.current.training.epochs >= EPOCHS;
    // With reduced motion the picture changes once, at the end, and shows what the machine dreams then.
    if (reduced && !finished) return;
    batch(() => {
      progress.value = latest.current;
      if (finished) trains.value = false;
      if (reduced) for (let at = 0; at < SHOWN_FANTASIES; at++) dreamOn(SAMPLES_PER_DREAM);
    });
  });
  useLoop(shown && dreams.value, () => dreamOn(trains.value ? 1 : SAMPLES_PER_DREAM), DREAM_EVERY);

  const exact = useComputed(() => {
    const all = stateProbabilities(progress.value.training.machine, STATES, temperature.value);
    const given = all.map((p, code) => (fits(clamps.value, STATES[code] ?? []) ? p : 0));
    const sum = given.reduce((total, p) => total + p, 0);
    return given.map((p) => p / sum);
  });
  const samples = useComputed(() => counts.value.reduce((sum, each) => sum + each, 0));
  return {
    method,
    steps,
    rate,
    temperature,
    clamps,
    progress,
    trains,
    dreams,
    dream,
    hidden,
    fantasies,
    exact,
    counts,
    samples,
    dreamOn: () => {
      dreamOn(trains.value ? 1 : SAMPLES_PER_DREAM);
    },
    forget,
    restart: () =>
      batch(() => {
        random.current = seededRandom(SEED + 1);
        latest.current = initialProgress();
        progress.value = latest.current;
        fantasies.value = [];
        trains.value = true;
        forget();
      }),
    toggleTraining: () =>
      batch(() => {
        trains.value = !trains.value;
        forget();
      }),
    clamp: (pixel: number) =>
      batch(() => {
        const value = clamps.value[pixel];
        clamps.value = clamps.value.with(pixel, value === undefined ? 1 : value === 1 ? 0 : undefined);
        forget();
      }),
    clampUpperRow: () =>
      batch(() => {
        clamps.value = FREE.map((_, at) => (at < 3 ? 1 : undefined));
        forget();
      }),
    free: () =>
      batch(() => {
        clamps.value = FREE;
        forget();
      }),
  };
}

/** A training with its exact log-likelihoods. */
interface Progress {
  readonly training: MachineTraining;
  readonly course: readonly (readonly [epoch: number, likelihood: number])[];
}

function initialProgress(): Progress {
  const machine = initialMachine(9, HIDDEN, seededRandom(SEED));
  return {
    training: { machine, chains: PATTERNS, epochs: 0 },
    course: [[0, logLikelihood(machine, PATTERNS, STATES)]],
  };
}

/** The epochs of one frame. */
function advanced({ training, course }: Progress, method: Method, rate: number, random: Random): Progress {
  let next = training;
  for (let step = 0; step < EPOCHS_PER_FRAME && next.epochs < EPOCHS; step++) {
    next = trainedEpoch(next, method, PATTERNS, STATES, rate, random);
  }
  const recorded = next.epochs > training.epochs && next.epochs % RECORD_EVERY === 0;
  return {
    training: next,
    course: recorded ? [...course, [next.epochs, logLikelihood(next.machine, PATTERNS, STATES)]] : course,
  };
}

export type Restricted = ReturnType<typeof useRestricted>;

function fits(clamps: readonly Clamp[], state: ArrayLike<number>): boolean {
  return clamps.every((value, at) => value === undefined || value === state[at]);
}
