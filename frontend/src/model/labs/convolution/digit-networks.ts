import type { PartialSpec } from "../../course/course-server";
import {
  filtersOf,
  imagePass,
  largestOf,
  squareImage,
  type ImageLayer,
  type Maps,
} from "../../network/image-pass";
import type { LayerParameters } from "../../network/parameters";
import type { Sample } from "../../spec/spec";
import { shifted } from "../drawing/shifted";
import { EDGE } from "./glyphs";

export const FILTERS = 8;
export const KERNEL = 3;
const CLASSES = 10;
const SEED = 1;

const OUTPUT = { units: CLASSES, activation: "softmax" } as const;

/** A convolutional network, a dense one with three times as many parameters, and one with about as many. */
export const DIGIT_NETWORKS = {
  convolution: [
    { type: "convolution", filters: FILTERS, kernel: KERNEL, activation: "relu" },
    { type: "maxPooling", size: 2 },
    OUTPUT,
  ],
  dense: [{ units: 32, activation: "relu" }, OUTPUT],
  denseSmall: [{ units: 11, activation: "relu" }, OUTPUT],
} as const satisfies Readonly<Record<string, readonly ImageLayer[]>>;

export type DigitNetwork = keyof typeof DIGIT_NETWORKS;

export const DIGIT_EPOCHS = 40;

/** 300 noisy digits to train on, and 700 to test. */
export function digitsSpec(network: DigitNetwork): PartialSpec {
  return {
    data: { source: "generated", generator: "digits8", samples: 1000, trainFraction: 0.3, seed: SEED },
    network: { layers: DIGIT_NETWORKS[network], initializer: { type: "he", seed: SEED } },
    training: {
      optimizer: { type: "adam", learningRate: 0.003 },
      batchSize: 10,
      shuffle: "everyEpoch",
      seed: SEED,
    },
  };
}

/** What each layer gives for a picture; the last layer gives a probability for each digit. */
export function digitPass(
  network: DigitNetwork,
  parameters: readonly LayerParameters[],
  pixels: ArrayLike<number>,
): readonly Maps[] | undefined {
  return imagePass(DIGIT_NETWORKS[network], parameters, squareImage(pixels));
}

/** Share of the samples that are recognized, each shifted by as many pixels. */
export function recognizedShare(
  network: DigitNetwork,
  parameters: readonly LayerParameters[],
  samples: readonly Sample[],
  right: number,
): number {
  const recognized = samples.filter(({ x, y }) => {
    const picture = shifted(Float64Array.from(x), EDGE, right, 0);
    return largestOf(digitPass(network, parameters, picture)?.at(-1)?.values ?? []) === y;
  });
  return recognized.length / samples.length;
}

/** Positions of a kernel in each direction. */
export const MAP_EDGE = EDGE - KERNEL + 1;

/** The pixels below a kernel, row by row, of one number of a feature map. */
export function windowAt(position: number): readonly number[] {
  const first = Math.floor(position / MAP_EDGE) * EDGE + (position % MAP_EDGE);
  return Array.from({ length: KERNEL * KERNEL }, (_, at) => {
    return first + Math.floor(at / KERNEL) * EDGE + (at % KERNEL);
  });
}

/** The weights of one filter, row by row. */
export function kernelOf(parameters: readonly LayerParameters[], filter: number): readonly number[] {
  const [layer] = parameters;
  return layer ? (filtersOf(layer)[filter]?.flat(2) ?? []) : [];
}

/** The parameters of the convolutional network with other weights of one filter. */
export function withKernel(
  parameters: readonly LayerParameters[],
  filter: number,
  weights: readonly number[],
): readonly LayerParameters[] {
  const [layer, ...rest] = parameters;
  if (!layer) return parameters;
  const rows = Array.from({ length: KERNEL }, (_, row) => weights.slice(row * KERNEL, (row + 1) * KERNEL));
  const filters = filtersOf(layer).with(filter, [rows]);
  return [{ ...layer, weights: filters as unknown as LayerParameters["weights"] }, ...rest];
}
