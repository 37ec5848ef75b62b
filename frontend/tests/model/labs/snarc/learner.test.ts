import { describe, expect, it } from "vitest";
import {
  INITIAL_KNOBS,
  learningCurve,
  meanSteps,
  nextStep,
  RESTED_RAT,
  rewarded,
} from "../../../../src/model/labs/snarc/learner";
import {
  BORDERS,
  endOf,
  exitsByRoom,
  FOOD,
  INITIAL_MAZE,
  PASSAGES,
  shortestWay,
} from "../../../../src/model/labs/snarc/maze";

const EXITS = exitsByRoom(INITIAL_MAZE);

describe("The maze", () => {
  it("has 36 passages, and the shortest way to the food has 6 steps", () => {
    expect(EXITS.flat()).toHaveLength(36);
    expect(shortestWay(INITIAL_MAZE)).toBe(6);
    expect([BORDERS.length, PASSAGES]).toEqual([24, 48]);
  });

  it("has a passage back for each passage", () => {
    for (const [room, passages] of EXITS.entries()) {
      for (const passage of passages) expect(endOf(passage ^ 1)).toBe(room);
    }
  });

  it("has no way to the food behind walls", () => {
    const walled = INITIAL_MAZE.map((open, at) => open && BORDERS[at]?.to !== FOOD);
    expect(shortestWay(walled)).toBeUndefined();
  });
});

describe("The learning machine", () => {
  it("needs about 35 steps in its first five runs and 7 in the last 50 of 200, on average of 40 machines", () => {
    const mean = [...meanSteps(INITIAL_MAZE, "upAndDown", 40)].at(-1);
    expect(mean?.machines).toBe(40);
    expect(mean?.first).toBeGreaterThan(32);
    expect(mean?.first).toBeLessThan(39);
    expect(mean?.last).toBeGreaterThan(6.5);
    expect(mean?.last).toBeLessThan(8);
  });

  it("does not learn if knobs only turn up", () => {
    const mean = [...meanSteps(INITIAL_MAZE, "onlyUp", 40)].at(-1);
    expect(mean?.last).toBeGreaterThan(38);
    expect(mean?.last).toBeLessThan(47);
  });

  it("repeats its runs for the same seed, and never needs fewer than 6 steps", () => {
    const curve = learningCurve(INITIAL_MAZE, "upAndDown", 60, 3);
    expect(curve).toEqual(learningCurve(INITIAL_MAZE, "upAndDown", 60, 3));
    expect(Math.min(...curve)).toBeGreaterThanOrEqual(6);
  });

  it("charges the neuron that fires, and loses a fifth of each older charge per step", () => {
    const first = nextStep(RESTED_RAT, INITIAL_KNOBS, EXITS, () => 0);
    const second = nextStep(first, INITIAL_KNOBS, EXITS, () => 0);
    const [exit = -1] = EXITS[0] ?? [];
    expect(first.room).toBe(endOf(exit));
    expect(first.charges[exit]).toBe(1);
    expect(second.charges[exit]).toBeCloseTo(0.8, 12);
    expect(second.steps).toBe(2);
  });

  it("takes an exit in proportion to its knob", () => {
    const [one = 0, other = 0] = EXITS[0] ?? [];
    const knobs = INITIAL_KNOBS.map((knob, at) => (at === one ? 0.1 : at === other ? 0.3 : knob));
    expect(nextStep(RESTED_RAT, knobs, EXITS, () => 0.24).room).toBe(endOf(one));
    expect(nextStep(RESTED_RAT, knobs, EXITS, () => 0.26).room).toBe(endOf(other));
  });

  it("turns the knob of a charged neuron up by 0.3 e (1 - p), and its rivals down by half of it", () => {
    const [one = 0, other = 0] = EXITS[0] ?? [];
    const charges = INITIAL_KNOBS.map((_, at) => (at === one ? 0.8 : 0));
    const both = rewarded(INITIAL_KNOBS, charges, EXITS, "upAndDown");
    expect(both[one]).toBeCloseTo(0.5 + 0.3 * 0.8 * 0.5, 12);
    expect(both[other]).toBeCloseTo(0.5 * (1 - 0.12), 12);
    const up = rewarded(INITIAL_KNOBS, charges, EXITS, "onlyUp");
    expect([up[one], up[other]]).toEqual([both[one], 0.5]);
  });
});
