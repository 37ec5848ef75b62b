import { describe, expect, it } from "vitest";
import {
  damaged,
  energyOf,
  hebbianWeights,
  isStable,
  overlapOf,
  recall,
  updatedTogether,
} from "../../../../src/model/labs/hopfield/hopfield";
import { LETTERS, letterState } from "../../../../src/model/labs/hopfield/letters";
import { numpyRandom } from "../../../../src/model/labs/random/numpy-random";

const LETTER_SET = (["A", "C", "J", "X"] as const).map(letterState);

describe("A Hopfield network", () => {
  it("never raises its energy in more than 1,056 flips of single neurons", () => {
    const weights = hebbianWeights(LETTERS.map(letterState), 64);
    const counts = { flips: 0, rises: 0 };
    for (let seed = 0; counts.flips <= 1056; seed++) {
      const random = numpyRandom(seed);
      const start = Array.from({ length: 64 }, () => (random() < 0.5 ? -1 : 1));
      let energy = energyOf(weights, start);
      for (const update of recall(weights, start, random)) {
        expect(update.energy).toBeCloseTo(energyOf(weights, update.state), 12);
        if (update.flipped) counts.flips++;
        if (update.energy > energy + 1e-12) counts.rises++;
        energy = update.energy;
      }
    }
    expect(counts.rises).toBe(0);
  });

  it("cycles with period 2 if two neurons with weight 1 change at once from (1, -1)", () => {
    const weights = [
      [0, 1],
      [1, 0],
    ];
    const first = updatedTogether(weights, [1, -1]);
    expect(first).toEqual([-1, 1]);
    expect(updatedTogether(weights, first)).toEqual([1, -1]);
    expect(recall(weights, [1, -1], numpyRandom(0)).at(-1)?.state).toSatisfy(
      (state: readonly number[]) => state[0] === state[1],
    );
  });

  it("has Hebbian weights without self-connections, and the energy of its definition", () => {
    const weights = hebbianWeights(
      [
        [1, -1, 1, 1],
        [1, 1, -1, 1],
      ],
      4,
    );
    expect(weights).toEqual([
      [0, 0, 0, 0.5],
      [0, 0, -0.5, 0],
      [0, -0.5, 0, 0],
      [0.5, 0, 0, 0],
    ]);
    // -1/2 (2 · 1/2 + 2 · 1/2) for the stored pattern.
    expect(energyOf(weights, [1, -1, 1, 1])).toBe(-1);
    expect(energyOf(weights, [1, 1, 1, 1])).toBeCloseTo(0, 12);
  });

  it("recalls four letters from 12 damaged pixels, and does not keep all of eight letters", () => {
    const weights = hebbianWeights(LETTER_SET, 64);
    for (const letter of LETTER_SET) {
      expect(isStable(weights, letter)).toBe(true);
      const start = damaged(letter, 12, numpyRandom(1));
      expect(overlapOf(start, letter)).toBe(1 - 24 / 64);
      expect(recall(weights, start, numpyRandom(2)).at(-1)?.state).toEqual(letter);
    }
    const crowded = hebbianWeights(LETTERS.map(letterState), 64);
    expect(LETTERS.map(letterState).every((letter) => isStable(crowded, letter))).toBe(false);
  });
});
