import { numpyRandom } from "../random/numpy-random";
import type { Random } from "../random/random";
import { endOf, exitsByRoom, FOOD, PASSAGES, START, type Maze } from "./maze";

/** Probability of each neuron that it conducts an impulse: the position of its knob, 0 to 1. */
export type Knobs = readonly number[];

/**
 * `upAndDown` also turns the knobs of the rivals down. That is this lab's reconstruction: of SNARC it is only reported that a reward made
 * a neuron that had just fired more likely to fire.
 */
export type Rule = "upAndDown" | "onlyUp";

/** An impulse on its way: where the rat is, and the charge of each neuron's capacitor. */
export interface Rat {
  readonly room: number;
  readonly steps: number;
  /** 1 for the neuron that has just fired, less the longer ago it was. */
  readonly charges: readonly number[];
}

const INITIAL_KNOB = 0.5;
/** Share of its charge that a capacitor keeps in each step. */
const KEPT_CHARGE = 0.8;
/** How far a reward turns the knob of a fully charged neuron. */
const LEARNING_RATE = 0.3;
/** A rat that has found nothing for so long is put back. */
const MAX_STEPS = 5000;

export const INITIAL_KNOBS: Knobs = Array.from({ length: PASSAGES }, () => INITIAL_KNOB);

export const RESTED_RAT: Rat = { room: START, steps: 0, charges: INITIAL_KNOBS.map(() => 0) };

/**
 * One step. The impulse tries the exits of its room at random until the neuron of one conducts, so an exit is taken with a probability in
 * proportion to its knob.
 *
 * @param exits the open passages of each room
 */
export function nextStep(rat: Rat, knobs: Knobs, exits: readonly (readonly number[])[], random: Random): Rat {
  const choices = exits[rat.room] ?? [];
  const total = choices.reduce((sum, passage) => sum + (knobs[passage] ?? 0), 0);
  let left = random() * total;
  const taken = choices.find((passage) => (left -= knobs[passage] ?? 0) < 0) ?? choices.at(-1);
  if (taken === undefined) return rat;
  return {
    room: endOf(taken),
    steps: rat.steps + 1,
    charges: rat.charges.map((charge, passage) => (passage === taken ? 1 : KEPT_CHARGE * charge)),
  };
}

/**
 * The knobs after a reward. Each turns up in proportion to its charge e, p <- p + 0.3 e (1 - p); with `upAndDown` the other exits of the
 * same room turn down, p <- p (1 - 0.15 e).
 */
export function rewarded(
  knobs: Knobs,
  charges: readonly number[],
  exits: readonly (readonly number[])[],
  rule: Rule,
): Knobs {
  const turned = knobs.slice();
  for (const choices of exits) {
    for (const passage of choices) {
      const turn = LEARNING_RATE * (charges[passage] ?? 0);
      if (turn === 0) continue;
      turned[passage] = (turned[passage] ?? 0) + turn * (1 - (turned[passage] ?? 0));
      if (rule === "onlyUp") continue;
      for (const rival of choices) {
        if (rival !== passage) turned[rival] = (turned[rival] ?? 0) * (1 - turn / 2);
      }
    }
  }
  return turned;
}

/** One run from the start to the food, with the reward at its end. */
export function runToFood(
  knobs: Knobs,
  exits: readonly (readonly number[])[],
  rule: Rule,
  random: Random,
): { readonly knobs: Knobs; readonly steps: number } {
  let rat = RESTED_RAT;
  while (rat.room !== FOOD && rat.steps < MAX_STEPS) rat = nextStep(rat, knobs, exits, random);
  return {
    knobs: rat.room === FOOD ? rewarded(knobs, rat.charges, exits, rule) : knobs,
    steps: rat.steps,
  };
}

/** The steps of each run of one machine that starts without experience. */
export function learningCurve(maze: Maze, rule: Rule, runs: number, seed: number): readonly number[] {
  const random = numpyRandom(seed);
  const exits = exitsByRoom(maze);
  let knobs = INITIAL_KNOBS;
  return Array.from({ length: runs }, () => {
    const run = runToFood(knobs, exits, rule, random);
    knobs = run.knobs;
    return run.steps;
  });
}

/** Mean steps of several machines with different seeds. */
export interface MeanSteps {
  readonly machines: number;
  /** In the runs 1 to 5. */
  readonly first: number;
  /** In the last 50 of 200 runs. */
  readonly last: number;
}

/** Lets machines learn, one after the other. Yields the means so far, so that the caller can pause. */
export function* meanSteps(maze: Maze, rule: Rule, machines: number): Generator<MeanSteps, void> {
  const [first, last]: readonly [number[], number[]] = [[], []];
  for (let seed = 0; seed < machines; seed++) {
    const steps = learningCurve(maze, rule, 200, seed);
    first.push(meanOf(steps.slice(0, 5)));
    last.push(meanOf(steps.slice(-50)));
    yield { machines: seed + 1, first: meanOf(first), last: meanOf(last) };
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
