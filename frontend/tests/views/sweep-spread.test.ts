// @vitest-environment happy-dom
import { h } from "preact";
import { expect, it } from "vitest";
import { SpreadSection } from "../../src/views/sweep/spread-section";
import { coursePage, rendered } from "./course-page";

it("has several ticks on the logarithmic axis of a sweep's losses", async () => {
  const rows = [0.92, 0.48, 0.42].map((testLoss, at) => ({
    job: `j${String(at)}`,
    state: "succeeded",
    epoch: 10,
    trainLoss: testLoss,
    testLoss,
    testAccuracy: undefined,
    epochsToTarget: undefined,
    indices: [at],
    parts: [],
    name: String(at),
  }));
  const root = await rendered(coursePage(), h(SpreadSection, { rows, meanings: [], target: 0.05 }));
  const ticks = [...root.querySelectorAll(".tick text")].map(({ textContent }) => Number(textContent));
  expect(ticks).toEqual([0.05, 0.1, 0.2, 0.5]);
});
