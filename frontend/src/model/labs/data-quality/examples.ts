import type { PartialSpec } from "../../course/course-server";
import type { Sample } from "../../spec/spec";
import { normalNumber, seededRandom, shuffledIndices } from "../random/random";

/** Units of the hidden layers of each network. */
export const NETWORKS = { small: [8, 8], medium: [16, 16], large: [32, 32, 32] } as const;
export type NetworkSize = keyof typeof NETWORKS;

/** Numbers of training samples. */
export const COUNTS = [20, 60, 200, 600] as const;
export type Count = (typeof COUNTS)[number];

/** Percent of the training samples that have the label of the other class. */
export const WRONG_PERCENTS = [0, 10, 30] as const;
export type WrongPercent = (typeof WRONG_PERCENTS)[number];

/** What one network is trained on. */
export interface Setting {
  readonly network: NetworkSize;
  readonly count: Count;
  readonly wrongPercent: WrongPercent;
}

const SEED = 1;
const TEST_SAMPLES = 1000 - Math.max(...COUNTS);
const BATCH_SIZE = 10;
/** The same for every setting, so that a larger training set does not also mean more steps. */
const UPDATES = 9000;

/** Number of epochs that make the same number of updates for each number of samples. */
export function epochsFor(count: Count): number {
  return UPDATES / (count / BATCH_SIZE);
}

/** Samples of the first `count` of one fixed list: a larger set contains the smaller one. Some have the wrong label. */
export function trainingSamples(count: Count, wrongPercent: WrongPercent): readonly Sample[] {
  const samples = spiral(Math.max(...COUNTS), SEED).slice(0, count);
  const wrong = new Set(
    shuffledIndices(count, seededRandom(SEED)).slice(0, Math.round((count * wrongPercent) / 100)),
  );
  return samples.map(({ x, y }, at) => ({ x, y: wrong.has(at) ? 1 - Number(y) : y }));
}

/** Samples that no network has seen, with right labels. */
export function testSamples(): readonly Sample[] {
  return spiral(TEST_SAMPLES, SEED + 1);
}

export function trainingSpec({ network, count, wrongPercent }: Setting): PartialSpec {
  return {
    data: { source: "inline", train: trainingSamples(count, wrongPercent), test: testSamples() },
    network: {
      layers: [
        ...NETWORKS[network].map((units) => ({ units, activation: "tanh" })),
        { units: 1, activation: "sigmoid" },
      ],
      initializer: { type: "xavier", seed: SEED },
    },
    training: {
      optimizer: { type: "adam", learningRate: 0.01 },
      batchSize: BATCH_SIZE,
      shuffle: "everyEpoch",
      seed: SEED,
    },
  };
}

/** Two arms of a spiral, alternately a sample of each, moved by a normal number with a standard deviation of 0.25. */
function spiral(count: number, seed: number): readonly Sample[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, at) => {
    const y = at % 2;
    const radius = 5 * random();
    const angle = 0.56 * Math.PI * radius + (y === 0 ? Math.PI : 0);
    const moved = () => 0.25 * normalNumber(random);
    return { x: [radius * Math.sin(angle) + moved(), radius * Math.cos(angle) + moved()], y };
  });
}
