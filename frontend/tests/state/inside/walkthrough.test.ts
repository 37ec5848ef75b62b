import { expect, it } from "vitest";
import type { Trace, TraceTarget } from "../../../src/model/backprop/trace";
import type { Outcome } from "../../../src/model/training/training-server";
import { Walkthrough } from "../../../src/state/inside/walkthrough";
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
