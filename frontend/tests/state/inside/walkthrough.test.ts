import { beforeEach, describe, expect, it } from "vitest";
import type { Trace, TraceTarget } from "../../../src/model/backprop/trace";
import type { Outcome } from "../../../src/model/training/training-server";
import { Walkthrough } from "../../../src/state/inside/walkthrough";
import { TRACE } from "../../model/backprop/exam-question";
import { FakeClock, pendingAnswers } from "../fakes";

it("shows the last choice, although an earlier request is answered later", async () => {
  const waiting: { of: TraceTarget; answer: (outcome: Outcome<Trace>) => void }[] = [];
  const walk = new Walkthrough(
    {
      trace: (of) => new Promise((answer) => waiting.push({ of, answer })),
      traceOfPoint: () => undefined,
      samples: () => 10,
      nextBatch: () => 0,
      train: () => Promise.resolve(),
    },
    new FakeClock(),
  );
  void walk.start({ type: "batch" });
  void walk.start({ type: "sample", index: 0 });
  const [batch, sample] = waiting;
  const shown = { samples: [0], layers: [] } as unknown as Trace;
  sample?.answer({ type: "done", value: shown });
  batch?.answer({ type: "unreachable" });
  await pendingAnswers();
  expect(walk.trace.value).toBe(shown);
  expect(walk.failed.value).toBeUndefined();
  expect(walk.recorded.value.count).toBe(1);
});

describe("The steps of a walkthrough", () => {
  let clock: FakeClock;
  let walk: Walkthrough;
  let trained: number;

  beforeEach(async () => {
    clock = new FakeClock();
    trained = 0;
    walk = new Walkthrough(
      {
        trace: (of) =>
          Promise.resolve({
            type: "done",
            value: "sample" in of ? { ...TRACE, batch: undefined, samples: [of.sample] } : TRACE,
          }),
        traceOfPoint: (x) => ({ ...TRACE, batch: undefined, samples: [], inputs: [x] }),
        samples: () => 10,
        nextBatch: () => trained,
        train: () => {
          trained++;
          return Promise.resolve();
        },
      },
      clock,
    );
    await walk.start({ type: "batch" });
  });

  it("play one after the other up to the update, and train nothing", async () => {
    walk.togglePlay();
    await clock.advance(3000);
    expect(walk.stepIndex.value).toBe(3);
    walk.togglePlay();
    await clock.advance(3000);
    expect(walk.stepIndex.value).toBe(3);
    walk.togglePlay();
    await clock.advance(60_000);
    expect(walk.step.value).toEqual({ phase: "update" });
    expect(walk.playing.value).toBe(false);
    expect(trained).toBe(0);
    walk.togglePlay();
    expect(walk.stepIndex.value).toBe(0);
  });

  it("stop playing when the user steps back", async () => {
    walk.togglePlay();
    await clock.advance(2000);
    walk.back();
    await clock.advance(5000);
    expect(walk.stepIndex.value).toBe(1);
  });

  it("are reached by a neuron in the current phase, and the update shows the weights of the neuron", () => {
    walk.goToUnit({ layer: 1, unit: 0 });
    expect(walk.step.value).toEqual({ phase: "forward", layer: 1, unit: 0 });
    walk.goToPhase("backward");
    expect(walk.step.value).toEqual({ phase: "backward", layer: 2, unit: 0 });
    walk.goToUnit({ layer: 0, unit: 2 });
    expect(walk.step.value).toEqual({ phase: "backward", layer: 0, unit: 2 });
    walk.goToPhase("update");
    walk.goToUnit({ layer: 1, unit: 0 });
    expect(walk.unitAtWork.value).toEqual({ layer: 1, unit: 0 });
    expect(walk.shownNumbers.value).toEqual([{ type: "updatedWeight", layer: 1, unit: 0, input: 0, row: 0 }]);
  });

  it("show the number of a weight or bias of the picture, as far as it is computed", () => {
    const weight = { layer: 1, unit: 0, from: 2 };
    walk.showParameter(weight);
    expect(walk.step.value).toEqual({ phase: "forward", layer: 1, unit: 0 });
    expect(walk.shownNumbers.value).toEqual([{ type: "sum", layer: 1, unit: 0, row: 0 }]);
    walk.goToPhase("backward");
    walk.showParameter(weight);
    expect(walk.step.value).toEqual({ phase: "backward", layer: 1, unit: 0 });
    expect(walk.shownNumbers.value).toEqual([
      { type: "weightGradient", layer: 1, unit: 0, input: 2, row: 0 },
    ]);
    walk.goToPhase("update");
    walk.showParameter(weight);
    expect(walk.shownNumbers.value).toEqual([{ type: "updatedWeight", layer: 1, unit: 0, input: 2, row: 0 }]);
    walk.showParameter({ ...weight, from: "bias" });
    expect(walk.shownNumbers.value).toEqual([{ type: "updatedBias", layer: 1, unit: 0, row: 0 }]);
  });

  it("show their own numbers until another one is selected, and again at the next step", async () => {
    expect(walk.shownNumbers.value.map(({ type }) => type)).toEqual(["sum", "activation"]);
    walk.selectedNumber.value = { type: "activation", layer: 0, unit: 0, row: 0 };
    expect(walk.shownNumbers.value.map(({ type }) => type)).toEqual(["activation"]);
    await walk.forward();
    expect(walk.shownNumbers.value.map(({ type }) => type)).toEqual(["sum", "activation"]);
    walk.goToPhase("loss");
    expect(walk.shownNumbers.value).toEqual([{ type: "loss", row: 0 }]);
  });

  it("end for a point with its output", async () => {
    await walk.start({ type: "point", x: [0.5, 2] });
    walk.goTo(99);
    expect(walk.step.value).toEqual({ phase: "forward", layer: 2, unit: 0 });
    expect(walk.canGoForward.value).toBe(false);
    await walk.forward();
    expect(walk.trace.value?.inputs).toEqual([[0.5, 2]]);
    expect(trained).toBe(0);
  });

  it("go to the next sample after the last one of a sample, up to the last sample", async () => {
    await walk.start({ type: "sample", index: 8 });
    walk.goTo(99);
    await walk.forward();
    expect(walk.trace.value?.samples).toEqual([9]);
    walk.goTo(99);
    expect(walk.canGoForward.value).toBe(false);
  });
});
