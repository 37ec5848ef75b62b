import { expect, it } from "vitest";
import type { Trace, Traced } from "../../src/model/trace";
import type { Outcome } from "../../src/model/training-server";
import { BackpropWalk } from "../../src/state/backprop-walk";
import { answers } from "./fakes";

it("shows what was chosen last, though what was asked before is answered later", async () => {
  const waiting: { of: Traced; answer: (outcome: Outcome<Trace>) => void }[] = [];
  const walk = new BackpropWalk({
    trace: (of) => new Promise((answer) => waiting.push({ of, answer })),
    samples: () => 10,
    nextBatch: () => 0,
    train: () => Promise.resolve(),
  });
  void walk.begin("batch");
  void walk.begin("sample");
  const [batch, sample] = waiting;
  const shown = { samples: [0], layers: [] } as unknown as Trace;
  sample?.answer({ type: "done", value: shown });
  batch?.answer({ type: "unreachable" });
  await answers();
  expect(walk.trace.value).toBe(shown);
  expect(walk.failed.value).toBeUndefined();
  expect(walk.recorded.value.count).toBe(1);
});
