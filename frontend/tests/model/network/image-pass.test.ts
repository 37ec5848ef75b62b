import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { imagePass, mapOf, squareImage, type ImageLayer } from "../../../src/model/network/image-pass";
import type { LayerParameters } from "../../../src/model/network/parameters";

interface Case {
  readonly name: string;
  readonly spec: {
    readonly data: {
      readonly shape?: readonly number[];
      readonly train: readonly { readonly x: readonly number[]; readonly y: number | readonly number[] }[];
    };
    readonly network: { readonly layers: readonly ImageLayer[] };
    readonly training: { readonly loss: string };
  };
  readonly expected: {
    readonly trainLoss: readonly number[];
    readonly weights: readonly LayerParameters["weights"][];
    readonly biases: readonly LayerParameters["biases"][];
  };
}

const CASES = ["layers", "shortcuts"].flatMap((name) => {
  const file = readFileSync(`../backend/src/test/resources/vectors/${name}.json`, "utf8");
  return (JSON.parse(file) as { readonly cases: readonly Case[] }).cases;
});
const IMAGES = CASES.filter(({ spec }) => spec.data.shape?.length === 3);

/** Of softmax outputs the cross-entropy, of a label for each pixel the mean binary cross-entropy or the Dice loss. */
function lossOf(answers: Float64Array, y: number | readonly number[], loss: string): number {
  if (typeof y === "number") return -Math.log(answers[y] ?? 0);
  const sum = (term: (p: number, label: number) => number) =>
    y.reduce((total, label, at) => total + term(answers[at] ?? NaN, label), 0);
  if (loss === "dice") return 1 - (2 * sum((p, label) => p * label) + 1) / (sum((p, label) => p + label) + 1);
  return sum((p, label) => -Math.log(label === 1 ? p : 1 - p)) / y.length;
}

/** From `[height, width, channels]`, as samples are written, to one map after the other. */
function image(x: readonly number[], [height = 1, width = 1, channels = 1]: readonly number[]) {
  const values = Float64Array.from(x, (_, at) => {
    const [channel, position] = [Math.floor(at / (height * width)), at % (height * width)];
    return x[position * channels + channel] ?? 0;
  });
  return { channels, height, width, values };
}

describe("A network of images", () => {
  it("is compared in several cases", () => {
    expect(IMAGES.length).toBeGreaterThan(12);
  });

  it.each(IMAGES.map((each) => [each.name, each] as const))(
    "has the loss of PyTorch: %s",
    (_, { spec, expected }) => {
      const { layers } = spec.network;
      const parameters = layers.map((_layer, at) => ({
        weights: expected.weights[at] ?? [],
        biases: expected.biases[at] ?? [],
      }));
      const losses = spec.data.train.map(({ x, y }) => {
        const answers = imagePass(layers, parameters, image(x, spec.data.shape ?? []))?.at(-1)?.values;
        return lossOf(answers ?? new Float64Array(), y, spec.training.loss);
      });
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      expect(mean).toBeCloseTo(expected.trainLoss.at(-1) ?? 0, 5);
    },
  );

  it("responds to the two sides of a stripe with opposite signs, and to uniform areas with 0", () => {
    const edge = [{ weights: [[[[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]]] as unknown as number[][], biases: [0] }]; // prettier-ignore
    const linear = [{ type: "convolution", filters: 1, kernel: 3, activation: "linear" }];
    const stripe = Array.from({ length: 25 }, (_, at) => (at % 5 === 2 ? 1 : 0));
    expect([...(imagePass(linear, edge, squareImage(stripe))?.[0]?.values ?? [])]).toEqual(
      [0, 1, 2].flatMap(() => [3, 0, -3]),
    );
    const blank = imagePass(linear, edge, squareImage(stripe.map(() => 1)))?.[0]?.values;
    expect(blank?.every((each) => each === 0)).toBe(true);
  });

  it("has no answer if a concatenation names no earlier layer, or one of another size", () => {
    const image = squareImage(Array.from({ length: 16 }, (_, at) => at));
    const pooled = { type: "maxPooling", size: 2 };
    const same = { type: "upsampling", size: 1 };
    const joined = (layer: number) => [same, pooled, { type: "concatenation", layer }];

    expect(imagePass(joined(1), [], image)?.[2]?.channels).toBe(2);
    expect(imagePass(joined(0), [], image)).toBeUndefined();
    expect(imagePass(joined(2), [], image)).toBeUndefined();
  });

  it("keeps the largest of each square, not the one farthest from 0, and drops an odd row and column", () => {
    const image = [1, -3, 0, 0, 9, 2, 0, 0, 1, 9, -2, -1, -1, 0, 9, -4, -3, 0, 0, 9, 9, 9, 9, 9, 9];
    const [pooled] = imagePass([{ type: "maxPooling", size: 2 }], [], squareImage(image)) ?? [];
    expect(pooled && [...pooled.values]).toEqual([2, 1, -1, 0]);
  });

  it("gives each layer's maps", () => {
    const layers = [
      { type: "convolution", filters: 2, kernel: 2, activation: "relu" },
      { type: "maxPooling", size: 2 },
    ];
    const filters = [[[[1, 0], [0, 0]]], [[[0, 0], [0, -1]]]]; // prettier-ignore
    const parameters = [
      { weights: filters as unknown as number[][], biases: [1, 5] },
      { weights: [], biases: [] },
    ];
    const [maps, pooled] = imagePass(layers, parameters, squareImage([1, 2, 3, 4, 5, 6, 7, 8, 9])) ?? [];
    expect(maps && [...mapOf(maps, 0)]).toEqual([2, 3, 5, 6]);
    expect(maps && [...mapOf(maps, 1)]).toEqual([0, 0, 0, 0]);
    expect(pooled && [...pooled.values]).toEqual([6, 0]);
  });

  it("is not computed with parameters of another network", () => {
    const dense = [{ weights: [[1, 2, 3, 4]], biases: [0] }];
    const filters = [{ weights: [[[[1, 2], [3, 4]]]] as unknown as number[][], biases: [0] }]; // prettier-ignore
    const image = squareImage([1, 2, 3, 4]);
    const convolution = [{ type: "convolution", filters: 1, kernel: 2, activation: "linear" }];
    const unit = [{ units: 1, activation: "linear" }];
    expect(imagePass(unit, dense, image)?.[0]?.values[0]).toBe(30);
    expect(imagePass(convolution, filters, image)?.[0]?.values[0]).toBe(30);
    expect(imagePass(convolution, dense, image)).toBeUndefined();
    expect(imagePass(unit, filters, image)).toBeUndefined();
    expect(imagePass(unit, [], image)).toBeUndefined();
    expect(imagePass([{ units: 2, activation: "linear" }], dense, image)).toBeUndefined();
  });
});
