import { FEATURE_OF_KEY, REGRESSION_OF_KEY } from "./address-keys";
import { BUILT_IN_CATALOG } from "../spec/built-in-catalog";
import type { Catalog } from "../spec/catalog";
import { DEFAULT_SEED, defaultSpec, layer, outputLayer } from "../spec/default-spec";
import {
  knownChoice,
  numberInRange,
  numberOf,
  percent,
  positiveNumber,
  seedOfText,
  numberWithin,
  type Keys,
} from "./key-values";
import {
  hiddenLayers,
  weightSeed,
  type Layer,
  type Shuffle,
  type Task,
  type TrainingSpec,
} from "../spec/spec";
import { fieldsOf, learningRateOf, withoutDefaults } from "../spec/variant-fields";

/** Reads a spec from the keys. Absent and invalid values get their defaults. */
export function specOfKeys(keys: Keys, catalog: Catalog = BUILT_IN_CATALOG): TrainingSpec {
  const task: Task = keys.get("problem") === "regression" ? "regression" : "classification";
  const defaults = defaultSpec(task);
  const seed = seedOfText(keys.get("seed"));
  const activation = knownChoice(keys.get("activation"), ["tanh", "relu", "sigmoid", "linear"]) ?? "tanh";
  const activations = (keys.get("activations") ?? "")
    .split(",")
    .map((name) => (name === "" ? undefined : name));
  const hidden = shapeOfText(keys.get("networkShape"), catalog).map((units, at) => ({
    ...layer(units, activations[at] ?? activation),
    dropout: dropoutAt(keys.get("dropout"), at, catalog),
  }));
  const optimizer = keys.get("optimizer") ?? "sgd";
  const momentum = fieldsOf("optimizer", optimizer, catalog).find(({ name }) => name === "momentum");
  const generator = generatorOfKey(task, keys, catalog) ?? defaults.data.generator;
  const output = defaultOutput(task, generator, catalog);
  return {
    task,
    data: {
      ...defaults.data,
      generator,
      noise: noiseOfText(keys.get("noise")) / 100,
      trainFraction: numberWithin(keys.get("percTrainData"), 1, 99, 50) / 100,
      seed,
    },
    features: featuresOfKeys(keys),
    network: {
      layers: [...hidden, { ...output, activation: activations[hidden.length] ?? output.activation }],
      initializer: {
        type: keys.get("initZero") === "true" ? "zeros" : (keys.get("init") ?? "uniform"),
        seed: keys.has("initSeed") ? seedOfText(keys.get("initSeed")) : seed,
      },
    },
    training: {
      ...defaults.training,
      loss: keys.get("loss") ?? defaultLoss(output),
      optimizer: withoutDefaults(
        "optimizer",
        {
          type: optimizer,
          learningRate: positiveNumber(keys.get("learningRate"), learningRateOf(optimizer, catalog)),
          ...(momentum && { momentum: numberInRange(keys.get("momentum"), momentum.range, 0) }),
        },
        catalog,
      ),
      schedule: { type: keys.get("schedule") ?? "constant" },
      regularization: {
        type: knownChoice(keys.get("regularization")?.toLowerCase(), catalog.regularizations) ?? "none",
        rate: numberWithin(keys.get("regularizationRate"), 0, Number.MAX_VALUE, 0),
      },
      batchSize: Math.round(numberInRange(keys.get("batchSize"), catalog.ranges["batchSize"], 10)),
      shuffle: knownChoice(keys.get("shuffle"), catalog.shuffles as readonly Shuffle[]) ?? "never",
      seed: keys.has("trainSeed") ? seedOfText(keys.get("trainSeed")) : seed,
    },
  };
}

/** Undefined for inline samples, which no key can express. */
export function keysOfSpec(
  spec: TrainingSpec,
  catalog: Catalog = BUILT_IN_CATALOG,
): (readonly [string, string])[] | undefined {
  const defaults = defaultSpec(spec.task);
  const { data, training } = spec;
  const initializer = spec.network.initializer.type;
  if (data.source !== "generated") return undefined;
  const all: (readonly [string, string | number | undefined, unknown])[] = [
    ["problem", spec.task, "classification"],
    [DATASET_KEY[spec.task], keyOfGenerator(data.generator), keyOfGenerator(defaults.data.generator)],
    ["noise", percent(data.noise), 0],
    ["percTrainData", percent(data.trainFraction), 50],
    ["activation", hiddenLayers(spec)[0]?.activation ?? "tanh", "tanh"],
    [
      "networkShape",
      hiddenLayers(spec)
        .map(({ units }) => units)
        .join(),
      "4,2",
    ],
    ["activations", activationsOf(spec, catalog), undefined],
    ["optimizer", training.optimizer.type, "sgd"],
    ["loss", training.loss, defaultLoss(defaultOutput(spec.task, data.generator, catalog))],
    ["schedule", training.schedule.type, "constant"],
    ["learningRate", training.optimizer.learningRate, learningRateOf(training.optimizer.type, catalog)],
    ["momentum", numberOf(String(training.optimizer["momentum"] ?? 0)), 0],
    ["dropout", dropoutsOf(spec), "0"],
    ["regularization", training.regularization.type.replace("l", "L"), "none"],
    ["regularizationRate", training.regularization.rate, 0],
    ["batchSize", training.batchSize, defaults.training.batchSize],
    ["shuffle", training.shuffle, "never"],
    ["initZero", String(initializer === "zeros"), "false"],
    ["init", initializer === "zeros" ? "uniform" : initializer, "uniform"],
    ...[...FEATURE_OF_KEY].map(
      ([key, feature]) =>
        [key, String(spec.features.includes(feature)), String(key === "x" || key === "y")] as const,
    ),
    ["initSeed", weightSeed(spec), data.seed],
    ["trainSeed", training.seed, data.seed],
  ];
  const written = all.flatMap(([key, value, usual]): [string, string][] =>
    value === undefined || value === usual ? [] : [[key, String(value)]],
  );
  const seedMatters = written.length > 0 || data.seed !== DEFAULT_SEED;
  return seedMatters ? [["seed", String(data.seed)], ...written] : written;
}

const DATASET_KEY = { classification: "dataset", regression: "regDataset" } as const;

/** Undefined for a data set that the catalogue does not offer for this task. */
function generatorOfKey(task: Task, keys: Keys, { generators }: Catalog): string | undefined {
  const key = keys.get(DATASET_KEY[task]) ?? "";
  const wanted = REGRESSION_OF_KEY.get(key) ?? key;
  return generators.find((generator) => generator.task === task && generator.name === wanted)?.name;
}

function keyOfGenerator(generator: string): string {
  return [...REGRESSION_OF_KEY].find(([, name]) => name === generator)?.[0] ?? generator;
}

/**
 * Activations by layer; the output layer is included only if it is not the default. Undefined if the key `activation`
 * is sufficient.
 */
function activationsOf(spec: TrainingSpec, catalog: Catalog): string | undefined {
  const all = spec.network.layers.map(({ activation }) => activation);
  const generator = spec.data.source === "generated" ? spec.data.generator : undefined;
  const usual = all.at(-1) === defaultOutput(spec.task, generator, catalog).activation;
  const shown = usual ? all.slice(0, -1) : all;
  return usual && new Set(shown).size <= 1 ? undefined : shown.join();
}

/**
 * The output layer if the address does not specify it: TensorFlow Playground's single unit, or softmax for three or
 * more classes.
 */
function defaultOutput(task: Task, generator: string | undefined, { generators }: Catalog): Layer {
  const { classes = 2 } = generators.find(({ name }) => name === generator) ?? {};
  return classes > 2 ? layer(classes, "softmax") : outputLayer(task);
}

function defaultLoss({ activation }: Layer): string {
  return activation === "softmax" ? "crossEntropy" : "squaredError";
}

/** Dropout of the hidden layers; a single number if all are equal. */
function dropoutsOf(spec: TrainingSpec): string {
  const all = hiddenLayers(spec).map(({ dropout }) => dropout);
  return new Set(all).size <= 1 ? String(all[0] ?? 0) : all.join();
}

/** A single number applies to every hidden layer; a list has one number per layer. */
function dropoutAt(text: string | undefined, layer: number, { ranges }: Catalog): number {
  const all = (text ?? "").split(",");
  return numberInRange(all.length === 1 ? all[0] : all[layer], ranges["dropout"], 0);
}

/**
 * As in TensorFlow Playground each feature is on or off, and hidden ones are off. If all are off, x1 and x2 are used.
 */
function featuresOfKeys(keys: Keys): readonly string[] {
  const on = [...FEATURE_OF_KEY].filter(([key]) => {
    if (keys.get(`${key}_hide`) === "true") return false;
    const value = keys.get(key);
    return value === undefined ? key === "x" || key === "y" : value === "true";
  });
  return on.length > 0 ? on.map(([, feature]) => feature) : ["x1", "x2"];
}

/** Units by hidden layer, within the limits of the catalogue. Values that are not positive integers are skipped. */
function shapeOfText(text: string | undefined, { limits, ranges }: Catalog): readonly number[] {
  if (text === undefined) return [4, 2];
  return text
    .split(",")
    .map(Number)
    .filter((units) => Number.isInteger(units) && units > 0)
    .map((units) => Math.min(units, ranges["units"]?.maximum ?? units))
    .slice(0, limits.layers - 1);
}

/** In percent. As in TensorFlow Playground, more than 80 is read as 50 and less than 0 as 0. */
function noiseOfText(text: string | undefined): number {
  const value = numberOf(text) ?? 0;
  return value > 80 ? 50 : Math.max(value, 0);
}
