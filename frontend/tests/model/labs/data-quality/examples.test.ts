import { describe, expect, it } from "vitest";
import {
  COUNTS,
  epochsFor,
  testSamples,
  trainingSamples,
  trainingSpec,
  WRONG_PERCENTS,
} from "../../../../src/model/labs/data-quality/examples";

describe("The training samples", () => {
  it.each(COUNTS)("have exactly the share of wrong labels that is asked for, of %i samples", (count) => {
    const right = trainingSamples(count, 0);
    for (const percent of WRONG_PERCENTS) {
      const labels = trainingSamples(count, percent);
      expect(labels.filter(({ y }, at) => y !== right[at]?.y)).toHaveLength((count * percent) / 100);
      expect(labels.map(({ x }) => x)).toEqual(right.map(({ x }) => x));
    }
  });

  it("of a larger set contain those of a smaller one", () => {
    expect(trainingSamples(600, 0).slice(0, 60)).toEqual(trainingSamples(60, 0));
  });

  it("are half of each class, and are not among the test samples", () => {
    const train = trainingSamples(600, 0);
    expect(train.filter(({ y }) => y === 1)).toHaveLength(300);
    const seen = new Set(train.map(({ x }) => x.join()));
    expect(testSamples().some(({ x }) => seen.has(x.join()))).toBe(false);
  });
});

describe("The specification", () => {
  it("makes the same number of updates for each number of samples", () => {
    for (const count of COUNTS) expect((epochsFor(count) * count) / 10).toBe(9000);
  });

  it("has at most the 1,000 samples that a spec may hold", () => {
    const { data } = trainingSpec({ network: "large", count: 600, wrongPercent: 30 });
    const lists = data as { readonly train: readonly unknown[]; readonly test: readonly unknown[] };
    expect(lists.train.length + lists.test.length).toBe(1000);
  });
});
