import { describe, expect, it } from "vitest";
import { normalNumber, seededRandom } from "../../../../src/model/labs/random/random";

describe("Random numbers with a seed", () => {
  it("are those of mulberry32, and the same for everyone", () => {
    // From the reference implementation in JavaScript (bryc, "PRNGs").
    const random = seededRandom(1);
    expect([random(), random(), random()]).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ]);
    expect(seededRandom(2)()).not.toBe(seededRandom(1)());
  });

  it("are uniform from 0 to 1, or normal", () => {
    const random = seededRandom(3);
    const moments = (values: readonly number[]) => {
      const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
      return [mean, values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length] as const;
    };
    const uniform = moments(Array.from({ length: 20_000 }, random));
    expect(Math.abs(uniform[0] - 1 / 2)).toBeLessThan(0.01);
    expect(uniform[1]).toBeCloseTo(1 / 12, 2);
    const normal = moments(Array.from({ length: 20_000 }, () => normalNumber(random)));
    expect(Math.abs(normal[0])).toBeLessThan(0.03);
    expect(Math.abs(normal[1] - 1)).toBeLessThan(0.05);
  });
});
