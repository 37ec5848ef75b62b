import { describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import { hiddenControls } from "../../../src/model/address/hide-flags";
import {
  addressWithGoal,
  excessOf,
  goalOf,
  goalSlug,
  isGraded,
  reachedAfter,
  withGoal,
  type Goal,
} from "../../../src/model/goal/goal";

const SPIRAL: Goal = {
  goals: [{ metric: "testLoss", atMost: 0.05 }],
  limits: { neurons: 12 },
  locks: ["data", "training"],
};
const CURE: Goal = {
  goals: [
    { metric: "lossGap", atLeast: 0.2 },
    { metric: "testLoss", atMost: 0.1 },
  ],
  limits: { epochs: 100 },
  locks: [],
};

const frame = (epoch: number, trainLoss: number, testLoss?: number) => ({
  run: 1,
  epoch,
  trainLoss,
  ...(testLoss !== undefined && { testLoss }),
});

describe("A training goal", () => {
  it("is a part of the address, which hides the controls of locked parts", () => {
    const address = decodeAddress(withGoal("dataset=spiral&networkShape=8", SPIRAL));
    expect(goalOf(address.unknown)).toEqual(SPIRAL);
    expect(address.spec).toEqual(decodeAddress("dataset=spiral&networkShape=8").spec);
    const hidden = [...hiddenControls(address)];
    expect(hidden).toEqual(expect.arrayContaining(["dataset", "noise", "learningRate", "batchSize"]));
    expect(hidden).not.toContain("numHiddenLayers");
  });

  it("replaces an earlier one", () => {
    const address = decodeAddress(withGoal(withGoal("dataset=xor", SPIRAL), CURE));
    expect(goalOf(address.unknown)).toEqual(CURE);
  });

  it("hides the number of neurons if the network is locked", () => {
    const { unknown } = decodeAddress(withGoal("dataset=xor", { ...CURE, locks: ["network"] }));
    expect(unknown.filter(([key]) => key.startsWith("numNodes")).length).toBe(8);
    expect(unknown).toContainEqual(["numNodes1_hide", "true"]);
  });

  it("is removed from an address, and what else it hides stays", () => {
    const address = decodeAddress(withGoal("dataset=xor&stepButton_hide=true", SPIRAL));
    const without = addressWithGoal(address, undefined);
    expect(goalOf(without.unknown)).toBeUndefined();
    expect(hiddenControls(without)).toContain("stepButton");
  });

  it("names what a network has too many of", () => {
    const spec = (shape: string) => decodeAddress(`networkShape=${shape}`).spec;
    expect(excessOf(SPIRAL, spec("8,4"))).toBeUndefined();
    expect(excessOf(SPIRAL, spec("8,5"))).toEqual({ limit: "neurons", most: 12, actual: 13 });
    expect(excessOf({ ...SPIRAL, limits: { layers: 1 } }, spec("2,2"))).toEqual({
      limit: "layers",
      most: 1,
      actual: 2,
    });
    expect(excessOf({ ...SPIRAL, limits: {} }, spec("8,8,8"))).toBeUndefined();
  });

  it("has a name for files", () => {
    expect(goalSlug(CURE)).toBe("lossGap-0.2-testLoss-0.1");
  });

  it.for(["", "goal=", "goal=7", "goal=e30", "goal=!", "goal=eyJnb2FscyI6W3sibWV0cmljIjoieCJ9XX0"])(
    "is absent from #%s",
    (hash) => {
      expect(goalOf(decodeAddress(hash).unknown)).toBeUndefined();
    },
  );

  it("counts for a course if the address says so", () => {
    expect(isGraded(decodeAddress("dataset=xor&graded=true").unknown)).toBe(true);
    expect(isGraded(decodeAddress("dataset=xor").unknown)).toBe(false);
  });

  it("is reached by a trained network, within the limit of epochs", () => {
    expect(reachedAfter(SPIRAL, 0, frame(0, 0.01, 0.01))).toBe(0);
    expect(reachedAfter(SPIRAL, 0, frame(1, 0.2, 0.06))).toBe(0);
    expect(reachedAfter(SPIRAL, 0, frame(2, 0.2, 0.05))).toBe(1);
    expect(reachedAfter(SPIRAL, 0, frame(2, 0.01))).toBe(0);
    expect(reachedAfter(CURE, 0, frame(101, 0, 1))).toBe(0);
  });

  it("is reached target by target, also between two frames", () => {
    expect(reachedAfter(CURE, 0, frame(5, 0.05, 0.05))).toBe(0);
    expect(reachedAfter(CURE, 0, frame(6, 0.05, 0.5))).toBe(1);
    const losses = { fromEpoch: 7, train: [0.1, 0.1], validation: [], test: [0.6, 0.05] };
    expect(reachedAfter(CURE, 0, { ...frame(8, 0.1, 0.05), losses })).toBe(2);
    expect(reachedAfter(CURE, 2, frame(9, 0.1, 0.05))).toBe(2);
  });
});
