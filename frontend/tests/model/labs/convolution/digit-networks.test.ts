import { describe, expect, it } from "vitest";
import {
  DIGIT_NETWORKS,
  digitPass,
  kernelOf,
  recognizedShare,
  windowAt,
  withKernel,
  type DigitNetwork,
} from "../../../../src/model/labs/convolution/digit-networks";
import { digitPicture, DIGITS, EDGE } from "../../../../src/model/labs/convolution/glyphs";
import { shifted } from "../../../../src/model/labs/drawing/shifted";
import { seededRandom } from "../../../../src/model/labs/random/random";
import { largestOf, mapOf, type Maps } from "../../../../src/model/network/image-pass";
import { countParameters, type LayerParameters } from "../../../../src/model/network/parameters";

const random = seededRandom(1);
const numbers = (count: number) => Array.from({ length: count }, () => random() - 0.5);
const rows = (count: number, width: number) => Array.from({ length: count }, () => numbers(width));

const PARAMETERS: Readonly<Record<DigitNetwork, readonly LayerParameters[]>> = {
  convolution: [
    {
      weights: Array.from({ length: 8 }, () => [rows(3, 3)]) as unknown as number[][],
      biases: numbers(8),
    },
    { weights: [], biases: [] },
    { weights: rows(10, 72), biases: numbers(10) },
  ],
  dense: [
    { weights: rows(32, 64), biases: numbers(32) },
    { weights: rows(10, 32), biases: numbers(10) },
  ],
  denseSmall: [
    { weights: rows(11, 64), biases: numbers(11) },
    { weights: rows(10, 11), biases: numbers(10) },
  ],
};

function matrixOf(pixels: ArrayLike<number>, width: number): readonly (readonly number[])[] {
  return Array.from({ length: pixels.length / width }, (_, row) =>
    Array.from({ length: width }, (_value, column) => pixels[row * width + column] ?? 0),
  );
}

/** The feature maps of the convolutional network. */
function mapsOf(parameters: readonly LayerParameters[], picture: Float64Array): Maps {
  const [maps] = digitPass("convolution", parameters, picture) ?? [];
  if (!maps) throw new Error("the parameters have another shape");
  return maps;
}

describe("The networks of digits", () => {
  it("have 810, 2410 and 835 parameters", () => {
    expect(Object.values(PARAMETERS).map(countParameters)).toEqual([810, 2410, 835]);
    expect(Object.keys(DIGIT_NETWORKS)).toEqual(Object.keys(PARAMETERS));
  });

  it("give a probability for each digit", () => {
    for (const [name, parameters] of Object.entries(PARAMETERS)) {
      const answers = digitPass(name as DigitNetwork, parameters, digitPicture(3))?.at(-1)?.values ?? [];
      expect(answers).toHaveLength(10);
      expect(Array.from(answers).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 5);
    }
  });

  it("shift their feature maps with the digit", () => {
    const maps = (picture: Float64Array) => mapsOf(PARAMETERS.convolution, picture);
    const [before, after] = [maps(digitPicture(7)), maps(shifted(digitPicture(7), EDGE, 1, 0))];
    for (let filter = 0; filter < 8; filter++) {
      const [from, to] = [matrixOf(mapOf(before, filter), 6), matrixOf(mapOf(after, filter), 6)];
      expect(to.map((row) => row.slice(1))).toEqual(from.map((row) => row.slice(0, -1)));
    }
  });

  it("are right for a share of the samples", () => {
    const answer = largestOf(
      digitPass("dense", PARAMETERS.dense, shifted(digitPicture(3), EDGE, 1, 0))?.at(-1)?.values ?? [],
    );
    const samples = [answer, answer, answer, (answer + 1) % 10].map((y) => ({ x: [...digitPicture(3)], y }));
    expect(recognizedShare("dense", PARAMETERS.dense, samples, 1)).toBe(0.75);
  });
});

describe("A kernel", () => {
  const edge = [-1, 0, 1, -1, 0, 1, -1, 0, 1];
  const changed = withKernel(PARAMETERS.convolution, 2, edge);

  it("can be replaced, and the other filters stay", () => {
    expect(kernelOf(changed, 2)).toEqual(edge);
    expect(kernelOf(changed, 3)).toEqual(kernelOf(PARAMETERS.convolution, 3));
    expect(changed[2]).toBe(PARAMETERS.convolution[2]);
  });

  it("gives at each position the sum over its window", () => {
    const picture = digitPicture(4);
    const maps = mapsOf(changed, picture);
    for (const position of [0, 8, 35]) {
      const sum = windowAt(position).reduce(
        (all, pixel, at) => all + (edge[at] ?? 0) * (picture[pixel] ?? 0),
        0,
      );
      expect(mapOf(maps, 2)[position]).toBeCloseTo(Math.max(sum + (changed[0]?.biases[2] ?? 0), 0), 10);
    }
  });
});

describe("The pictures of digits", () => {
  it("are ten different ones, and lose nothing by a shift to the right", () => {
    expect(new Set(DIGITS.map((digit) => digitPicture(digit).join())).size).toBe(10);
    const ink = (picture: Float64Array) => picture.reduce((sum, on) => sum + on, 0);
    for (const digit of DIGITS) {
      expect(ink(shifted(digitPicture(digit), EDGE, 2, 1))).toBe(ink(digitPicture(digit)));
    }
  });
});
