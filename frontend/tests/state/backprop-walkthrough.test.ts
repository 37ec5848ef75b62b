import { expect, it } from "vitest";
import type { Trace, TraceTarget } from "../../src/model/backprop/trace";
import type { Outcome } from "../../src/model/training/training-server";
import { BackpropWalkthrough } from "../../src/state/backprop-walkthrough";
import { pendingAnswers } from "./fakes";

it("shows the last choice, although an earlier request is answered later", async () => {
  const waiting: { of: TraceTarget; answer: (outcome: Outcome<Trace>) => void }[] = [];
  const walk = new BackpropWalkthrough({
    trace: (of) => new Promise((answer) => waiting.push({ of, answer })),
    samples: () => 10,
    nextBatch: () => 0,
    train: () => Promise.resolve(),
  });
  void walk.start("batch");
  void walk.start("sample");
  const [batch, sample] = waiting;
  const shown = { samples: [0], layers: [] } as unknown as Trace;
  sample?.answer({ type: "done", value: shown });
  batch?.answer({ type: "unreachable" });
  await pendingAnswers();
  expect(walk.trace.value).toBe(shown);
  expect(walk.failed.value).toBeUndefined();
  expect(walk.recorded.value.count).toBe(1);
});
