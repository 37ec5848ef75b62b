import { describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import { MAX_KEPT_RUNS, specOfRun, withKeptRun, type KeptRun } from "../../../src/model/kept/kept-run";
import { runsOfText, textOfRuns } from "../../../src/model/kept/stored-runs";
import type { LossCurve } from "../../../src/model/training/loss-curve";

function curveOf(length: number, last = 1 / length): LossCurve {
  const losses = Array.from({ length }, (_, epoch) => (epoch === length - 1 ? last : 1 / (1 + epoch)));
  return { run: 1, length, train: losses, validation: losses.map(() => null), test: losses };
}

function trained(source: string, address = "", curve = curveOf(50)) {
  return { source, spec: decodeAddress(address).spec, curve };
}

/** Runs of these sources, the pinned ones with an exclamation mark. */
function runsOf(...sources: readonly string[]): readonly KeptRun[] {
  return sources.reduce<readonly KeptRun[]>(
    (runs, source) => withKeptRun(runs, trained(source), source.endsWith("!")) ?? runs,
    [],
  );
}

const EIGHT = ["a", "b", "c", "d", "e", "f", "g", "h"];

describe("A kept run", () => {
  it("has epochs, losses and settings of its last epoch", () => {
    const [run] = withKeptRun([], trained("a", "learningRate=0.3", curveOf(321, 0.012)), false) ?? [];

    expect(run).toMatchObject({ id: 1, epoch: 320, trainLoss: 0.012, testLoss: 0.012, shown: true });
    expect(run && specOfRun(run).training.optimizer.learningRate).toBe(0.3);
  });

  it("has at most 201 dots of a long curve, the last one included", () => {
    const [run] = withKeptRun([], trained("a", "", curveOf(100_000, 0.123456)), false) ?? [];

    expect(run?.test.length).toBeLessThanOrEqual(201);
    expect(run?.test.at(-1)).toEqual([99_999, 0.1235]);
  });

  it("has no loss where training has diverged", () => {
    const [run] = withKeptRun([], trained("a", "", curveOf(30, NaN)), false) ?? [];

    expect(run?.testLoss).toBeUndefined();
    expect(run?.test.at(-1)?.[0]).toBe(28);
  });

  it("knows the settings of the run before it", () => {
    const runs = withKeptRun(runsOf("a"), trained("b", "learningRate=0.3"), false);

    expect(runs?.[1]?.before).toBe(runs?.[0]?.address);
    expect(runs?.[0]?.before).toBeUndefined();
  });

  it("is brought up to date if it is kept again", () => {
    const once = runsOf("a", "b");
    const again = withKeptRun(once, trained("a", "", curveOf(90)), true);

    expect(again?.map(({ id, epoch, pinned, colour }) => [id, epoch, pinned, colour])).toEqual([
      [1, 89, true, 0],
      [2, 49, false, 1],
    ]);
  });
});

describe("Too many kept runs", () => {
  it("lose the oldest one, whose colour is used again", () => {
    const runs = withKeptRun(runsOf(...EIGHT), trained("i"), false);

    expect(runs?.map(({ source }) => source)).toEqual([...EIGHT.slice(1), "i"]);
    expect(new Set(runs?.map(({ colour }) => colour)).size).toBe(MAX_KEPT_RUNS);
    expect(runs?.at(-1)?.id).toBe(9);
  });

  it("do not lose one that the user has asked for", () => {
    const runs = withKeptRun(runsOf("a!", ...EIGHT.slice(1)), trained("i"), false);

    expect(runs?.map(({ source }) => source)).toEqual(["a!", ...EIGHT.slice(2), "i"]);
    expect(withKeptRun(runsOf(...EIGHT.map((name) => `${name}!`)), trained("i"), true)).toBeUndefined();
  });
});

describe("Stored runs", () => {
  it("are read as they were written", () => {
    const runs = runsOf("a", "b!");

    expect(runsOfText(textOfRuns(runs))).toEqual(runs);
  });

  it("are bounded: the oldest ones are left out", () => {
    const long = runsOf(...EIGHT).map((run) => ({ ...run, address: "x".repeat(60_000) }));

    const text = textOfRuns(long);

    expect(text.length).toBeLessThanOrEqual(200_000);
    expect(runsOfText(text).map(({ source }) => source)).toEqual(["f", "g", "h"]);
  });

  it.each([null, "", "{", "7", "null", '{"id":1}', "[null, 3, {}]"])("are none in %s", (text) => {
    expect(runsOfText(text)).toEqual([]);
  });

  it.each([
    { id: "1" },
    { colour: 8 },
    { colour: -1 },
    { epoch: 1.5 },
    { address: 5 },
    { name: "x".repeat(61) },
    { shown: "yes" },
    { trainLoss: "low" },
    { test: [[1]] },
    { test: [["1", 2]] },
    { train: null },
    { train: Array.from({ length: 1001 }, (_, epoch) => [epoch, 1]) },
  ])("are read without one that has %j", (damage) => {
    const [first, second] = runsOf("a", "b");

    expect(runsOfText(JSON.stringify([{ ...first, ...damage }, second]))).toEqual([second]);
  });

  it("are read without a second one of the same colour", () => {
    const [first, second] = runsOf("a", "b");

    expect(runsOfText(JSON.stringify([first, { ...second, colour: 0 }]))).toEqual([first]);
  });
});
