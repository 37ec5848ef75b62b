import { PAGE_LIMITS, type Catalog } from "./catalog";
import { defaultSpec, layer, outputLayer } from "./default-spec";
import { columnFeatures, columnOfFeature } from "./feature";
import {
  hiddenLayers,
  sameSpec,
  columnCount,
  type Task,
  type TrainingSpec,
  type Regularization,
  type Layer,
  type GeneratedData,
  type Training,
} from "./spec";
import { withDrawnParameters } from "./variant-fields";

/** A new hidden layer starts as narrow as in TensorFlow Playground. */
const UNITS_OF_A_NEW_LAYER = 2;

const CLASSES_OF_CLUSTERS = 3;

/** Samples of a generator where the catalogue has not arrived. */
const USUAL_SAMPLES: Readonly<Record<Task, number>> = { classification: 500, regression: 1200 };

/** A table of all its samples: nothing is drawn, so noise, split and seed change nothing. */
export function isFixedTable(generator: string): boolean {
  return generator === "xorTable";
}

/** Another generator keeps noise, split and seed. The features and the output follow, where its data have other columns or classes. */
export function withGenerator(spec: TrainingSpec, generator: string, catalog?: Catalog): TrainingSpec {
  const choice = catalog?.generators.find(({ name }) => name === generator);
  const { dimensions, classes, ...rest } = generatedData(spec);
  const own = choice?.sized ? { ...(dimensions && { dimensions }), ...(classes && { classes }) } : {};
  const data = { ...rest, ...own, generator, samples: choice?.samples ?? USUAL_SAMPLES[spec.task] };
  return withFittingEnds({ ...spec, data }, choice?.sized ? (classes ?? choice.classes) : choice?.classes);
}

/** How many columns and classes the clusters have. */
export function withClusters(
  spec: TrainingSpec,
  size: Partial<Pick<GeneratedData, "dimensions" | "classes">>,
): TrainingSpec {
  const data = { ...generatedData(spec), ...size };
  return withFittingEnds({ ...spec, data }, data.classes ?? CLASSES_OF_CLUSTERS);
}

/**
 * Input and output that fit the data. Other columns than two are fed in as they are. More than two classes need a unit each: softmax with
 * the loss that goes with it; back at two, TensorFlow Playground's one unit takes their place.
 */
export function withFittingEnds(spec: TrainingSpec, classes = 2): TrainingSpec {
  const columns = columnCount(spec);
  const names = columnFeatures(columns);
  const usual = columns === 2 ? ["x1", "x2"] : names;
  const fed =
    columns === 2
      ? spec.features.every((name) => (columnOfFeature(name) ?? 0) < 2)
      : sameSpec(spec.features, names);
  const output = spec.network.layers.at(-1);
  const told =
    spec.task === "regression" ||
    (classes > 2 ? output?.units === classes : output !== undefined && output.units <= 2);
  if (fed && told) return spec;
  const fitting = fed ? spec : { ...withDrawnParameters(spec), features: usual };
  if (told) return fitting;
  const [last, loss] =
    classes > 2 ? [layer(classes, "softmax"), "crossEntropy"] : [outputLayer(spec.task), "squaredError"];
  return withLayers(withTraining(fitting, { loss }), hiddenLayers(spec), last);
}

/** Another task brings its own first data set and its own output. */
export function withTask(spec: TrainingSpec, task: Task, catalog?: Catalog): TrainingSpec {
  if (task === spec.task) return spec;
  const first = catalog?.generators.find((choice) => choice.task === task)?.name;
  const { loss } = spec.training;
  const kept = { loss: /cross-?entropy/i.test(loss) ? "squaredError" : loss };
  const changed = withLayers(withTraining({ ...spec, task }, kept), hiddenLayers(spec), outputLayer(task));
  return withGenerator(changed, first ?? (task === "classification" ? "circle" : "plane"), catalog);
}

/** Replaces fields of generated data; where the data are inline, generated ones take their place. */
export function withData(spec: TrainingSpec, change: Partial<GeneratedData>): TrainingSpec {
  const changed = { ...spec, data: { ...generatedData(spec), ...change } };
  return spec.data.source === "generated" ? changed : withFittingEnds(changed);
}

function generatedData({ data, task, training }: TrainingSpec): GeneratedData {
  return data.source === "generated" ? data : { ...defaultSpec(task).data, seed: training.seed };
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
  if (columnCount(spec) !== 2) return spec;
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
