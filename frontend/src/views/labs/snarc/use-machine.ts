import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import {
  INITIAL_KNOBS,
  nextStep,
  RESTED_RAT,
  rewarded,
  type Knobs,
  type Rat,
  type Rule,
} from "../../../model/labs/snarc/learner";
import { exitsByRoom, FOOD, INITIAL_MAZE, shortestWay, type Maze } from "../../../model/labs/snarc/maze";
import { numpyRandom } from "../../../model/labs/random/numpy-random";
import { useLoop } from "../frames/use-loop";
import { useReducedMotion } from "../frames/use-reduced-motion";

export type RewardMode = "food" | "hand";
export type Pace = "slow" | "fast";

/** Time between two drawings in milliseconds, and steps of each rat in between. */
const PACES = { slow: { every: 180, steps: 1 }, fast: { every: 0, steps: 12 } } as const;
const SEED = 1;
/** Runs that the button adds at once. */
export const RUNS_AT_ONCE = 100;
/** Steps after which the runs at once give up, in a maze where the rats find nothing. */
const MAX_STEPS = 50_000;

/** The machine of the lab: its maze, its knobs, its rats, and the steps of their runs so far. */
export function useMachine() {
  const reducedMotion = useReducedMotion();
  const random = useRef(numpyRandom(SEED));
  const maze = useSignal<Maze>(INITIAL_MAZE);
  const exits = useComputed(() => exitsByRoom(maze.value));
  const knobs = useSignal<Knobs>(INITIAL_KNOBS);
  const rats = useSignal<readonly Rat[]>([RESTED_RAT]);
  const runs = useSignal<readonly number[]>([]);
  const rewards = useSignal(0);
  const rule = useSignal<Rule>("upAndDown");
  const mode = useSignal<RewardMode>("food");
  const pace = useSignal<Pace>("slow");
  const running = useSignal(false);
  const shortest = useComputed(() => shortestWay(maze.value));

  const reward = (charges: readonly number[]) => {
    knobs.value = rewarded(knobs.value, charges, exits.value, rule.value);
    rewards.value++;
  };
  const step = () => {
    rats.value = rats.value.map((rat) => {
      if (rat.room === FOOD) return RESTED_RAT;
      const moved = nextStep(rat, knobs.value, exits.value, random.current);
      if (moved.room === FOOD) {
        runs.value = [...runs.value, moved.steps];
        if (mode.value === "food") reward(moved.charges);
      }
      return moved;
    });
  };
  const { every, steps } = PACES[pace.value];
  useLoop(
    running.value && shortest.value !== undefined,
    () => {
      for (let at = 0; at < steps; at++) step();
    },
    every,
  );
  const runAtOnce = () => {
    const target = runs.value.length + RUNS_AT_ONCE;
    for (let at = 0; at < MAX_STEPS && runs.value.length < target; at++) step();
  };
  const forget = () => {
    random.current = numpyRandom(SEED);
    knobs.value = INITIAL_KNOBS;
    rats.value = rats.value.map(() => RESTED_RAT);
    runs.value = [];
  };
  useEffect(() => {
    if (reducedMotion.value) runAtOnce();
    else running.value = true;
  }, []);

  return {
    maze,
    exits,
    knobs,
    rats,
    runs,
    rewards,
    rule,
    mode,
    pace,
    running,
    shortest,
    step,
    runAtOnce,
    forget,
    rewardNow: () => {
      for (const rat of rats.value) reward(rat.charges);
    },
    chooseRule: (name: Rule) => {
      rule.value = name;
      forget();
    },
    setRats: (count: number) => {
      rats.value = Array.from({ length: count }, () => RESTED_RAT);
    },
    toggleWall: (border: number) => {
      maze.value = maze.value.map((open, at) => (at === border ? !open : open));
      rats.value = rats.value.map(() => RESTED_RAT);
    },
    resetMaze: () => {
      maze.value = INITIAL_MAZE;
      rats.value = rats.value.map(() => RESTED_RAT);
    },
  };
}
