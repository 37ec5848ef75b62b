import { describe, expect, it } from "vitest";
import { disturbed } from "../../../../src/model/data/disturbed";
import { wrongShare } from "../../../../src/model/labs/denoising/wrong-pixels";
import {
  bestAnswer,
  expectedError,
  FIELD,
  meanDistance,
  pathFrom,
  pointsOf,
} from "../../../../src/model/labs/denoising/manifold";
import { seededRandom } from "../../../../src/model/labs/random/random";

const circle = pointsOf("circle");
const repair = (points: typeof circle) => points.map((point) => bestAnswer(point, circle));

describe("The best answer to a disturbed point", () => {
  it("is tanh(x / sigma^2) for the two points -1 and 1 of a line", () => {
    const [x1, x2] = bestAnswer([0.25, 0], [[-1, 0], [1, 0]]); // prettier-ignore
    expect(x1).toBeCloseTo(Math.tanh(0.25 / 0.25), 12);
    expect(x2).toBe(0);
  });

  it("has the expected squared error 0.2596 on the circle, without repair it is 0.5", () => {
    expect(expectedError((points) => points, circle)).toBeCloseTo(0.5, 3);
    expect(expectedError(repair, circle)).toBeCloseTo(0.2596, 4);
  });

  it("has a lower error than answers that are a little longer or shorter", () => {
    const best = expectedError(repair, circle);
    for (const factor of [0.95, 1.05]) {
      const other = expectedError(
        (points) => repair(points).map(([x1, x2]) => [factor * x1, factor * x2]),
        circle,
      );
      expect(other).toBeGreaterThan(best + 0.005);
    }
  });

  it("is finite far away from all points, where each of them is improbable", () => {
    expect(bestAnswer([300, 0], circle)[0]).toBeCloseTo(2, 2);
  });

  it("leads back to the circle if it is repeated, a little inside it", () => {
    for (const start of [
      [0.3, -0.2],
      [3.5, 3.5],
    ] as const) {
      // prettier-ignore
      const [x1, x2] = pathFrom(start, repair).at(-1) ?? [0, 0];
      expect(Math.hypot(x1, x2)).toBeCloseTo(1.934, 3);
    }
  });
});

describe("The field of arrows", () => {
  it("starts at 13 x 13 points from -3 to 3", () => {
    expect([FIELD.length, FIELD[0], FIELD.at(-1)]).toEqual([169, [-3, 3], [3, -3]]);
  });

  it("is compared by the mean distance of its ends", () => {
    expect(meanDistance([[0, 0], [1, 1]], [[3, 4], [1, 1]])).toBe(2.5); // prettier-ignore
  });
});

describe("Flipped pixels", () => {
  it("are a fifth of them", () => {
    const pixels = Array.from({ length: 10_000 }, (_, at) => at % 2);
    const flipped = disturbed(pixels, { type: "flip", amount: 0.2 }, seededRandom(1));
    expect(wrongShare([flipped], [pixels])).toBeCloseTo(0.2, 2);
    expect(wrongShare([pixels.map((pixel) => 0.1 + 0.8 * pixel)], [pixels])).toBe(0);
  });
});
