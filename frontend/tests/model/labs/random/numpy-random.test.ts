import { describe, expect, it } from "vitest";
import { numpyRandom } from "../../../../src/model/labs/random/numpy-random";
import { shuffledIndices } from "../../../../src/model/labs/random/random";

describe("The random numbers of the labs", () => {
  it("are those of NumPy's default_rng(seed).random()", () => {
    const random = numpyRandom(0);
    expect([random(), random(), random()]).toEqual([
      0.6369616873214543, 0.2697867137638703, 0.04097352393619469,
    ]);
    const other = numpyRandom(2026);
    expect([other(), other()]).toEqual([0.17893481367543618, 0.6399131657151546]);
  });

  it("shuffle the numbers from 0, each once", () => {
    const shuffled = shuffledIndices(50, numpyRandom(1));
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at));
    expect(shuffled).not.toEqual(shuffledIndices(50, numpyRandom(2)));
  });
});
