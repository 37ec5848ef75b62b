import type { Catalog, LossPair } from "./catalog";
import type { Initializer, Layer, Shuffle, TrainingSpec } from "./spec";

/**
 * The rarer choices of a spec, by their names in the catalogue. Each new one starts from the server's defaults: a variant's own fields are
 * left out, and what the server completed comes back with its answer.
 */
export function withOptimizer(spec: TrainingSpec, type: string): TrainingSpec {
  const learningRate = type === "sgd" ? 0.03 : 0.01;
  return { ...spec, training: { ...spec.training, optimizer: { type, learningRate } } };
}

export function withSchedule(spec: TrainingSpec, type: string): TrainingSpec {
  const { warmupEpochs } = spec.training.schedule;
  return { ...spec, training: { ...spec.training, schedule: { type, warmupEpochs } } };
}

export function withShuffle(spec: TrainingSpec, shuffle: Shuffle): TrainingSpec {
  return { ...spec, training: { ...spec.training, shuffle } };
}

export function withInitializer(spec: TrainingSpec, type: string): TrainingSpec {
  const { seed } = spec.training;
  const initializer: Initializer =
    type === "uniform" ? { type, range: 0.5, bias: 0.1, seed } : ({ type, seed } as unknown as Initializer);
  return { ...spec, network: { ...spec.network, initializer } };
}

/** A loss brings the first output that it goes with, where the present one does not. */
export function withLoss(spec: TrainingSpec, loss: string, catalog: Catalog): TrainingSpec {
  const allowed = pairOf(spec, loss, catalog)?.outputActivations ?? [];
  const present = spec.network.layers.at(-1)?.activation ?? "";
  const activation = allowed.includes(present) ? present : (allowed[0] ?? present);
  return withOutput({ ...spec, training: { ...spec.training, loss } }, { activation });
}

/** An output keeps the loss where both go together, and else brings the first one that does. */
export function withOutputActivation(
  spec: TrainingSpec,
  activation: string,
  catalog: Catalog | undefined,
): TrainingSpec {
  const fitting =
    catalog?.pairs.filter(
      (pair) => pair.tasks.includes(spec.task) && pair.outputActivations.includes(activation),
    ) ?? [];
  const kept = fitting.some((pair) => pair.loss === spec.training.loss);
  const loss = kept ? spec.training.loss : (fitting[0]?.loss ?? spec.training.loss);
  return withOutput({ ...spec, training: { ...spec.training, loss } }, { activation });
}

/** Of one hidden layer; `index` counts from 0. */
export function withLayerActivation(spec: TrainingSpec, index: number, activation: string): TrainingSpec {
  const layers = spec.network.layers.map((each, at) => (at === index ? { ...each, activation } : each));
  return { ...spec, network: { ...spec.network, layers } };
}

/** Losses that this task can take. */
export function lossesOf(spec: TrainingSpec, catalog: Catalog): readonly string[] {
  return catalog.losses.filter((loss) => pairOf(spec, loss, catalog) !== undefined);
}

function pairOf(spec: TrainingSpec, loss: string, catalog: Catalog): LossPair | undefined {
  return catalog.pairs.find((pair) => pair.loss === loss && pair.tasks.includes(spec.task));
}

function withOutput(spec: TrainingSpec, change: Partial<Layer>): TrainingSpec {
  const layers = spec.network.layers.map((each, at, all) =>
    at === all.length - 1 ? { ...each, ...change } : each,
  );
  return { ...spec, network: { ...spec.network, layers } };
}
