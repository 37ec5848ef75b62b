import { BUILT_IN_CATALOG } from "./built-in-catalog";
import type { Catalog, LossPair, VariantKind } from "./catalog";
import { outputLayer } from "./default-spec";
import { fieldsOf, learningRateOf, withDrawnParameters, withField, withVariant } from "./variant-fields";
import { weightSeed, type Shuffle, type TrainingSpec } from "./spec";

/**
 * Changes the type of a variant and resets its fields to their defaults. Only the warm-up and the seed are kept,
 * because other fields of the same name have another meaning.
 */
export function withVariantType(
  spec: TrainingSpec,
  kind: VariantKind,
  type: string,
  catalog: Catalog = BUILT_IN_CATALOG,
): TrainingSpec {
  switch (kind) {
    case "optimizer":
      return withVariant(spec, kind, { type, learningRate: learningRateOf(type, catalog) });
    case "schedule": {
      const { warmupEpochs } = spec.training.schedule;
      const warm = fieldsOf(kind, type, catalog).some(({ name }) => name === "warmupEpochs");
      return withVariant(spec, kind, { type, ...(warm && warmupEpochs !== undefined && { warmupEpochs }) });
    }
    case "initializer":
      return withVariant(spec, kind, { type, seed: weightSeed(spec) ?? spec.training.seed });
  }
}

export function withShuffle(spec: TrainingSpec, shuffle: Shuffle): TrainingSpec {
  return { ...spec, training: { ...spec.training, shuffle } };
}

/** Each seed determines one thing: the samples, the initial weights, or the order of the samples and the dropout. */
export function withSeed(spec: TrainingSpec, of: SeedPurpose, seed: number): TrainingSpec {
  switch (of) {
    case "data":
      return spec.data.source === "inline" ? spec : { ...spec, data: { ...spec.data, seed } };
    case "weights":
      return withField(spec, "initializer", "seed", seed);
    case "training":
      return { ...spec, training: { ...spec.training, seed } };
  }
}

export type SeedPurpose = "data" | "weights" | "training";

/** Changes the loss. If it does not go with the output activation, the first one that does is chosen. */
export function withLoss(spec: TrainingSpec, loss: string, catalog: Catalog): TrainingSpec {
  const allowed = pairOf(spec, loss, catalog)?.outputActivations ?? [];
  const present = spec.network.layers.at(-1)?.activation ?? "";
  const activation = allowed.includes(present) ? present : (allowed[0] ?? present);
  return withOutput({ ...spec, training: { ...spec.training, loss } }, activation);
}

/** Changes the output activation. If it does not go with the loss, the first one that does is chosen. */
export function withOutputActivation(spec: TrainingSpec, activation: string, catalog: Catalog): TrainingSpec {
  const fitting = catalog.pairs.filter(
    (pair) => pair.tasks.includes(spec.task) && pair.outputActivations.includes(activation),
  );
  const kept = fitting.some((pair) => pair.loss === spec.training.loss);
  const loss = kept ? spec.training.loss : (fitting[0]?.loss ?? spec.training.loss);
  return withOutput({ ...spec, training: { ...spec.training, loss } }, activation);
}

/** @param index of a hidden layer, from 0 */
export function withLayerActivation(spec: TrainingSpec, index: number, activation: string): TrainingSpec {
  const layers = spec.network.layers.map((each, at) => (at === index ? { ...each, activation } : each));
  return { ...spec, network: { ...spec.network, layers } };
}

/**
 * @param index of a hidden layer, from 0
 * @param dropout share of the layer's units that are dropped in a batch
 */
export function withDropout(spec: TrainingSpec, index: number, dropout: number): TrainingSpec {
  const layers = spec.network.layers.map((each, at) => (at === index ? { ...each, dropout } : each));
  return { ...spec, network: { ...spec.network, layers } };
}

/** Output activations that go with some loss of the task. */
export function outputActivationsOf(spec: TrainingSpec, catalog: Catalog): readonly string[] {
  const fitting = catalog.pairs.filter(({ tasks }) => tasks.includes(spec.task));
  return catalog.outputActivations.filter((name) =>
    fitting.some(({ outputActivations }) => outputActivations.includes(name)),
  );
}

/** Losses of the task. */
export function lossesOf(spec: TrainingSpec, catalog: Catalog): readonly string[] {
  return catalog.losses.filter((loss) => pairOf(spec, loss, catalog) !== undefined);
}

function pairOf(spec: TrainingSpec, loss: string, catalog: Catalog): LossPair | undefined {
  return catalog.pairs.find((pair) => pair.loss === loss && pair.tasks.includes(spec.task));
}

/**
 * Softmax needs a unit for each class; other outputs use one unit for two classes (contract, section 2). More than two
 * units are kept.
 */
function withOutput(spec: TrainingSpec, activation: string): TrainingSpec {
  const output = spec.network.layers.at(-1) ?? outputLayer(spec.task);
  const unitsForTwoClasses = activation === "softmax" ? 2 : 1;
  const units = spec.task === "regression" || output.units > 2 ? output.units : unitsForTwoClasses;
  const { network } = units === output.units ? spec : withDrawnParameters(spec);
  const layers = [...network.layers.slice(0, -1), { ...output, units, activation }];
  return { ...spec, network: { ...network, layers } };
}
