import type { PartialSpec } from "../../course/course-server";
import { imagePass, squareImage, type ImageLayer } from "../../network/image-pass";
import type { LayerParameters } from "../../network/parameters";

/** Pixels of a picture in each direction. */
export const EDGE = 16;
const SEED = 1;

/** A convolution that keeps the size of the picture. */
function filters(count: number): ImageLayer {
  return { type: "convolution", filters: count, kernel: 3, padding: "same", activation: "relu" };
}

/** One probability for each pixel, from the numbers of that pixel alone. */
const PIXELS: ImageLayer = { type: "convolution", filters: 1, kernel: 1, activation: "sigmoid" };
const HALVED: ImageLayer = { type: "maxPooling", size: 2 };
const DOUBLED: ImageLayer = { type: "upsampling", size: 2 };

/** A shortcut from the first layer. */
const WITH_FIRST: ImageLayer = { type: "concatenation", layer: 0 };

/**
 * A threshold of the brightness, a network of neighbourhoods of 5 x 5 pixels, a U-Net of two sizes (Ronneberger and others,
 * 2015), and an encoder to 4 x 4 places with a decoder without shortcuts.
 */
export const LESION_NETWORKS = {
  threshold: [PIXELS],
  convolutions: [filters(8), filters(8), PIXELS],
  uNet: [filters(8), HALVED, filters(8), DOUBLED, WITH_FIRST, filters(8), PIXELS],
  encoderDecoder: [filters(8), HALVED, filters(4), HALVED, { units: EDGE * EDGE, activation: "sigmoid" }],
} as const satisfies Readonly<Record<string, readonly ImageLayer[]>>;

export type LesionNetwork = keyof typeof LESION_NETWORKS;

/** What training can minimize. */
export const LESION_LOSSES = ["binaryCrossEntropy", "dice"] as const;
export type LesionLoss = (typeof LESION_LOSSES)[number];

export const LESION_EPOCHS = 40;

/** Two parameters need larger steps than thousands. */
const LEARNING_RATES: Readonly<Record<LesionNetwork, number>> = {
  threshold: 0.1,
  convolutions: 0.01,
  uNet: 0.01,
  encoderDecoder: 0.01,
};

/** 200 pictures to train on, and 200 to test. */
export function lesionsSpec(network: LesionNetwork, loss: LesionLoss): PartialSpec {
  return {
    data: { source: "generated", generator: "lesions16", samples: 400, trainFraction: 0.5, seed: SEED },
    network: { layers: LESION_NETWORKS[network], initializer: { type: "he", seed: SEED } },
    training: {
      loss,
      optimizer: { type: "adam", learningRate: LEARNING_RATES[network] },
      batchSize: 10,
      shuffle: "everyEpoch",
      seed: SEED,
    },
  };
}

/** The probability of each pixel to belong to the lesion; undefined if the parameters are of another network. */
export function lesionProbabilities(
  network: LesionNetwork,
  parameters: readonly LayerParameters[],
  picture: ArrayLike<number>,
): Float64Array | undefined {
  const layers = imagePass(LESION_NETWORKS[network], parameters, squareImage(picture));
  return layers?.at(-1)?.values;
}
