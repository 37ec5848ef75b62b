import { BUILT_IN_CATALOG } from "./built-in-catalog";
import { PAGE_LIMITS, type Catalog } from "./catalog";
import { defaultSpec, layer, outputLayer } from "./default-spec";
import { columnFeatures, columnOfFeature } from "./feature";
import {
  hiddenLayers,
  isAutoencoder,
  isImage,
  labelCount,
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

/** Units of a new hidden layer, as in TensorFlow Playground. */
const NEW_LAYER_UNITS = 2;

/** Whether the data set is a fixed table, which noise, split and seed do not affect. */
export function isFixedTable(generator: string): boolean {
  return generator === "xorTable";
}

/**
 * Changes the generator and keeps noise, split and seed. Features and output layer follow if the data have other
 * columns or classes.
 */
export function withGenerator(
  spec: TrainingSpec,
  generator: string,
  catalog: Catalog = BUILT_IN_CATALOG,
): TrainingSpec {
  const choice = catalog.generators.find(({ name }) => name === generator);
  const { dimensions, classes, size, steps, curve, ...rest } = generatedData(spec);
  const kept = Object.entries({ dimensions, classes, size, steps, curve }).filter(
    ([field, value]) => value !== undefined && choice?.fields?.includes(field),
  );
  const own: Partial<GeneratedData> = Object.fromEntries(kept);
  const data = { ...rest, ...own, generator, samples: choice?.samples ?? rest.samples };
  return withFittingLayers({ ...spec, data }, own.classes ?? choice?.classes);
}

/** Sets the number of columns and classes of the clusters. */
export function withClusters(
  spec: TrainingSpec,
  size: Partial<Pick<GeneratedData, "dimensions" | "classes">>,
  catalog: Catalog = BUILT_IN_CATALOG,
): TrainingSpec {
  const data = { ...generatedData(spec), ...size };
  return withFittingLayers({ ...spec, data }, data.classes ?? catalog.ranges["classes"]?.default);
}

/**
 * Adapts features and output layer to the data. Other than two columns are used as features directly. More than two
 * classes need one softmax unit each and cross-entropy, several labels one sigmoid unit each; for two classes the output
 * is TensorFlow Playground's single unit. An autoencoder has one output for each feature.
 */
export function withFittingLayers(spec: TrainingSpec, classes = 2): TrainingSpec {
  const columns = columnCount(spec);
  const names = columnFeatures(columns);
  const usual = columns === 2 ? ["x1", "x2"] : names;
  const featuresFit =
    columns === 2
      ? spec.features.every((name) => (columnOfFeature(name) ?? 0) < 2)
      : sameSpec(spec.features, names);
  const labels = labelCount(spec.data);
  const units = labels > 1 ? labels : classes > 2 ? classes : undefined;
  const output = spec.network.layers.at(-1);
  const outputFits =
    spec.task === "regression" ||
    output?.shaped !== undefined ||
    (units === undefined ? output !== undefined && output.units <= 2 : output?.units === units);
  const fitting = featuresFit ? spec : { ...withDrawnParameters(spec), features: usual };
  if (isAutoencoder(spec)) return withOutputs(fitting);
  if (outputFits) return fitting;
  const [last, loss] =
    units === undefined
      ? [outputLayer(spec.task), "squaredError"]
      : labels > 1
        ? [layer(units, "sigmoid"), "binaryCrossEntropy"]
        : [layer(units, "softmax"), "crossEntropy"];
  return withLayers(withTraining(fitting, { loss }), hiddenLayers(spec), last);
}

/** Gives an autoencoder one output for each feature: sigmoid for the pixels of an image, else linear. */
function withOutputs(spec: TrainingSpec): TrainingSpec {
  const output = spec.network.layers.at(-1);
  const units = spec.features.length;
  if (!isAutoencoder(spec) || output?.units === units || output?.shaped) return spec;
  return withLayers(spec, hiddenLayers(spec), layer(units, isImage(spec.data) ? "sigmoid" : "linear"));
}

/** Changes the task, with its first data set and its output layer. */
export function withTask(spec: TrainingSpec, task: Task, catalog: Catalog = BUILT_IN_CATALOG): TrainingSpec {
  if (task === spec.task) return spec;
  const first = catalog.generators.find((choice) => choice.task === task)?.name;
  const { loss } = spec.training;
  const isPossible = catalog.pairs.some((pair) => pair.loss === loss && pair.tasks.includes(task));
  const kept = { loss: isPossible ? loss : "squaredError" };
  const { target, ...labelled } = spec.data;
  const data = target === "input" ? labelled : spec.data;
  const other = withTraining({ ...spec, task, data }, kept);
  const changed = withLayers(other, hiddenLayers(spec), outputLayer(task));
  return withGenerator(changed, first ?? (task === "classification" ? "circle" : "plane"), catalog);
}

/** Changes fields of generated data. Inline data are replaced by generated data. */
export function withData(spec: TrainingSpec, change: Partial<GeneratedData>): TrainingSpec {
  const changed = { ...spec, data: { ...generatedData(spec), ...change } };
  return spec.data.source === "generated" ? changed : withFittingLayers(changed);
}

/** Changes the split of generated or uploaded data. Own points have their sets. */
export function withSplit(
  spec: TrainingSpec,
  split: Partial<Pick<GeneratedData, "trainFraction" | "validationFraction">>,
): TrainingSpec {
  return spec.data.source === "inline" ? spec : { ...spec, data: { ...spec.data, ...split } };
}

/** Scales the columns by the train set, or leaves them as they are. */
export function withScale(spec: TrainingSpec, standardised: boolean): TrainingSpec {
  const { scale, ...data } = spec.data;
  if ((scale === "standard") === standardised) return spec;
  return { ...spec, data: standardised ? { ...data, scale: "standard" } : data };
}

function generatedData({ data, task, training }: TrainingSpec): GeneratedData {
  return data.source === "generated" ? data : { ...defaultSpec(task).data, seed: training.seed };
}

/** Features keep the order of the catalogue. The last feature cannot be removed. */
export function withFeatureToggled(
  spec: TrainingSpec,
  feature: string,
  order: readonly string[],
): TrainingSpec {
  const chosen = new Set(spec.features);
  if (!chosen.delete(feature)) chosen.add(feature);
  if (chosen.size === 0) return spec;
  return withOutputs({ ...withDrawnParameters(spec), features: order.filter((name) => chosen.has(name)) });
}

/**
 * Removes features that the server does not know, which links to early versions of TensorFlow Playground may contain;
 * x1 and x2 if none is left. Other unknown choices are kept and rejected by the server, because there is no obvious
 * replacement.
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
  return withLayers(spec, [...hidden, layer(NEW_LAYER_UNITS, hiddenActivation(spec))]);
}

export function withLayerRemoved(spec: TrainingSpec): TrainingSpec {
  const hidden = hiddenLayers(spec);
  return hidden.length === 0 ? spec : withLayers(spec, hidden.slice(0, -1));
}

/** @param index of a hidden layer, from 0 */
export function withUnits(spec: TrainingSpec, index: number, units: number): TrainingSpec {
  const clamped = Math.min(Math.max(units, 1), PAGE_LIMITS.units);
  return withLayers(
    spec,
    hiddenLayers(spec).map((each, at) => (at === index ? { ...each, units: clamped } : each)),
  );
}

/** Sets whether training leaves the parameters of a layer as they are. */
export function withFrozen(spec: TrainingSpec, index: number, frozen: boolean): TrainingSpec {
  const layers = spec.network.layers.map((each, at) => {
    if (at !== index) return each;
    const { units, activation, bias, dropout, shaped } = each;
    if (shaped) return { ...each, shaped: { ...shaped, frozen } };
    return { units, activation, bias, dropout, ...(frozen && { frozen }) };
  });
  return { ...spec, network: { ...spec.network, layers } };
}

/** Sets the activation of all hidden layers. */
export function withActivation(spec: TrainingSpec, activation: string): TrainingSpec {
  return withLayers(
    spec,
    hiddenLayers(spec).map((each) => ({ ...each, activation })),
  );
}

/** The activation of the first hidden layer. */
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

/** Explicit parameters fit one shape only, so another shape needs drawn ones. */
function withLayers(spec: TrainingSpec, hidden: readonly Layer[], output?: Layer): TrainingSpec {
  const last = output ?? spec.network.layers.at(-1) ?? outputLayer(spec.task);
  return { ...spec, network: { ...withDrawnParameters(spec).network, layers: [...hidden, last] } };
}
