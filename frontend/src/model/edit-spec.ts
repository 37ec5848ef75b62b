import { PAGE_LIMITS, type Catalog } from "./catalog";
import { defaultSpec, layer, outputLayer } from "./default-spec";
import {
  hiddenLayers,
  type GeneratedData,
  type Layer,
  type Regularization,
  type Task,
  type Training,
  type TrainingSpec,
} from "./spec";
import { withDrawnParameters } from "./variant-fields";

/** A new hidden layer starts as narrow as in TensorFlow Playground. */
const UNITS_OF_A_NEW_LAYER = 2;

/** Samples of a generator where the catalogue has not arrived. */
const USUAL_SAMPLES: Readonly<Record<Task, number>> = { classification: 500, regression: 1200 };

/** A table of all its samples: nothing is drawn, so noise, split and seed change nothing. */
export function isFixedTable(generator: string): boolean {
  return generator === "xorTable";
}

export function withGenerator(spec: TrainingSpec, generator: string, catalog?: Catalog): TrainingSpec {
  const choice = catalog?.generators.find(({ name }) => name === generator);
  return withData(spec, { generator, samples: choice?.samples ?? USUAL_SAMPLES[spec.task] });
}

/** Another task brings its own first data set and its own output. */
export function withTask(spec: TrainingSpec, task: Task, catalog?: Catalog): TrainingSpec {
  if (task === spec.task) return spec;
  const first = catalog?.generators.find((choice) => choice.task === task)?.name;
  const changed = withLayers({ ...spec, task }, hiddenLayers(spec), outputLayer(task));
  return withGenerator(changed, first ?? (task === "classification" ? "circle" : "plane"), catalog);
}

/** Replaces fields of generated data; where the data are inline, generated ones take their place. */
export function withData(spec: TrainingSpec, change: Partial<GeneratedData>): TrainingSpec {
  const current: GeneratedData =
    spec.data.source === "generated"
      ? spec.data
      : { ...defaultSpec(spec.task).data, seed: spec.training.seed };
  return { ...spec, data: { ...current, ...change } };
}

/** Features keep the catalogue's order whatever the order of clicks; the last one cannot be taken away. */
export function withFeatureToggled(
  spec: TrainingSpec,
  feature: string,
  order: readonly string[],
): TrainingSpec {
  const chosen = new Set(spec.features);
  if (!chosen.delete(feature)) chosen.add(feature);
  if (chosen.size === 0) return spec;
  return { ...withDrawnParameters(spec), features: order.filter((name) => chosen.has(name)) };
}

/**
 * Only features that the server knows; links made for TensorFlow Playground's first years may name others. The two plain ones where none
 * is left. Other choices that the server lacks are shown as refused: there is no telling what to take instead.
 */
export function withinCatalog(spec: TrainingSpec, catalog: Catalog): TrainingSpec {
  const known = spec.features.filter((name) => catalog.features.includes(name));
  if (spec.data.source === "inline" || known.length === spec.features.length) return spec;
  return { ...withDrawnParameters(spec), features: known.length > 0 ? known : ["x1", "x2"] };
}

export function withLayerAdded(spec: TrainingSpec): TrainingSpec {
  const hidden = hiddenLayers(spec);
  if (hidden.length >= PAGE_LIMITS.hiddenLayers) return spec;
  return withLayers(spec, [...hidden, layer(UNITS_OF_A_NEW_LAYER, hiddenActivation(spec))]);
}

export function withLayerRemoved(spec: TrainingSpec): TrainingSpec {
  const hidden = hiddenLayers(spec);
  return hidden.length === 0 ? spec : withLayers(spec, hidden.slice(0, -1));
}

/** `index` counts hidden layers from 0. */
export function withUnits(spec: TrainingSpec, index: number, units: number): TrainingSpec {
  const clamped = Math.min(Math.max(units, 1), PAGE_LIMITS.units);
  return withLayers(
    spec,
    hiddenLayers(spec).map((each, at) => (at === index ? { ...each, units: clamped } : each)),
  );
}

/** All hidden layers alike; a network without any keeps nothing of it. */
export function withActivation(spec: TrainingSpec, activation: string): TrainingSpec {
  return withLayers(
    spec,
    hiddenLayers(spec).map((each) => ({ ...each, activation })),
  );
}

/** The activation that the hidden layers share; that of the first where they differ. */
export function hiddenActivation(spec: TrainingSpec): string {
  return hiddenLayers(spec)[0]?.activation ?? "tanh";
}

export function withLearningRate(spec: TrainingSpec, learningRate: number): TrainingSpec {
  return withTraining(spec, { optimizer: { ...spec.training.optimizer, learningRate } });
}

export function withRegularization(spec: TrainingSpec, change: Partial<Regularization>): TrainingSpec {
  return withTraining(spec, { regularization: { ...spec.training.regularization, ...change } });
}

export function withBatchSize(spec: TrainingSpec, batchSize: number): TrainingSpec {
  return withTraining(spec, { batchSize });
}

function withTraining(spec: TrainingSpec, change: Partial<Training>): TrainingSpec {
  return { ...spec, training: { ...spec.training, ...change } };
}

/** Given parameters fit one shape only: with another shape the network starts from drawn ones. */
function withLayers(spec: TrainingSpec, hidden: readonly Layer[], output?: Layer): TrainingSpec {
  const last = output ?? spec.network.layers.at(-1) ?? outputLayer(spec.task);
  return { ...spec, network: { ...withDrawnParameters(spec).network, layers: [...hidden, last] } };
}
