import { describe, expect, it } from "vitest";
import { limitOutput } from "../../../../src/model/labs/neocognitron/cells";
import {
  bestSimilarity,
  FIGURE_NAMES,
  figureOf,
  hasLearned,
  initialNeocognitron,
  planesOfFigures,
  responseOf,
  SELECTIVITY,
  trainedNeocognitron,
  winnerOf,
  type Selectivity,
} from "../../../../src/model/labs/neocognitron/strokes";

const SHIFTS = [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((down) => [right, down] as const));

/** Share of the shifted figures that are recognized as the figure in the middle. */
function recognizedShare(selectivity: Selectivity): number {
  const network = trainedNeocognitron(selectivity);
  const middle = new Map(planesOfFigures(network, selectivity));
  const all = FIGURE_NAMES.flatMap((name) =>
    SHIFTS.map((shift) => {
      const winner = winnerOf(network, responseOf(network, figureOf(name, shift), selectivity));
      return winner !== undefined && winner === middle.get(name);
    }),
  );
  return all.filter(Boolean).length / all.length;
}

describe("The Neocognitron, trained without a teacher", () => {
  it("finds a cell of its own for each of the four figures", () => {
    const planes = planesOfFigures(trainedNeocognitron(SELECTIVITY), SELECTIVITY).map(([, plane]) => plane);
    expect(planes).not.toContain(undefined);
    expect(new Set(planes).size).toBe(4);
  });

  it("recognizes each figure shifted by one pixel in every direction", () => {
    expect(recognizedShare(SELECTIVITY)).toBe(1);
  });

  it("gives several figures the same cell if it is less selective", () => {
    const selectivity = { ...SELECTIVITY, second: 0.5 };
    const planes = planesOfFigures(trainedNeocognitron(selectivity), selectivity).map(([, plane]) => plane);
    expect(new Set(planes).size).toBeLessThan(4);
  });

  it("recognizes few shifted figures if it is more selective", () => {
    const selectivity = { ...SELECTIVITY, second: 6 };
    const planes = planesOfFigures(trainedNeocognitron(selectivity), selectivity).map(([, plane]) => plane);
    expect(new Set(planes).size).toBe(4);
    expect(recognizedShare(selectivity)).toBeLessThan(0.6);
  });

  it("answers as the similarity predicts", () => {
    const network = trainedNeocognitron(SELECTIVITY);
    for (const name of FIGURE_NAMES) {
      const response = responseOf(network, figureOf(name, [0, 1]), SELECTIVITY);
      for (const [plane, cells] of response.second.simple.entries()) {
        if (!hasLearned(network.second, plane)) continue;
        const s = bestSimilarity(network, response, plane);
        expect(Math.max(...cells)).toBeCloseTo(limitOutput(SELECTIVITY.second, s), 1);
      }
    }
  });

  it("is silent for an empty input, and recognizes nothing before it has learned", () => {
    const network = trainedNeocognitron(SELECTIVITY);
    expect(winnerOf(network, responseOf(network, new Float64Array(64), SELECTIVITY))).toBeUndefined();
    const untrained = initialNeocognitron();
    expect(winnerOf(untrained, responseOf(untrained, figureOf("cross"), SELECTIVITY))).toBeUndefined();
  });

  it("is the same for everyone", () => {
    expect(trainedNeocognitron(SELECTIVITY)).toEqual(trainedNeocognitron(SELECTIVITY));
  });
});
