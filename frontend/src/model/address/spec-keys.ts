import { CLASSES_OF_GENERATOR, FEATURE_OF_KEY, GENERATOR_OF_KEY, REGRESSION_OF_KEY } from "./address-keys";
import { DEFAULT_SEED, defaultSpec, layer, learningRateOf, outputLayer } from "../spec/default-spec";
import {
  knownChoice,
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
import { withoutDefaults } from "../spec/variant-fields";

/** Reads a spec from the keys. Absent and invalid values get their defaults. */
export function specOfKeys(keys: Keys): TrainingSpec {
  const task: Task = keys.get("problem") === "regression" ? "regression" : "classification";
  const defaults = defaultSpec(task);
  const seed = seedOfText(keys.get("seed"));
  const activation = knownChoice(keys.get("activation"), ["tanh", "relu", "sigmoid", "linear"]) ?? "tanh";
  const activations = (keys.get("activations") ?? "")
    .split(",")
    .map((name) => (name === "" ? undefined : name));
  const hidden = shapeOfText(keys.get("networkShape")).map((units, at) => ({
    ...layer(units, activations[at] ?? activation),
    dropout: dropoutAt(keys.get("dropout"), at),
  }));
  const optimizer = keys.get("optimizer") ?? "sgd";
  const generator =
    task === "classification"
      ? GENERATOR_OF_KEY.get(keys.get("dataset") ?? "circle")
      : REGRESSION_OF_KEY.get(keys.get("regDataset") ?? "reg-plane");
  const output = defaultOutput(task, generator);
  return {
    task,
    data: {
      ...defaults.data,
      ...(generator && { generator }),
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
      optimizer: withoutDefaults("optimizer", {
        type: optimizer,
        learningRate: positiveNumber(keys.get("learningRate"), learningRateOf(optimizer)),
        ...(optimizer === "sgd" && { momentum: numberWithin(keys.get("momentum"), 0, 0.999999, 0) }),
      }),
      schedule: { type: keys.get("schedule") ?? "constant" },
      regularization: {
        type: regularizationOfText(keys.get("regularization")),
        rate: numberWithin(keys.get("regularizationRate"), 0, Number.MAX_VALUE, 0),
      },
      batchSize: Math.round(numberWithin(keys.get("batchSize"), 1, 4096, 10)),
      shuffle: knownChoice<Shuffle>(keys.get("shuffle"), ["never", "once", "everyEpoch"]) ?? "never",
      seed: keys.has("trainSeed") ? seedOfText(keys.get("trainSeed")) : seed,
    },
  };
}

/** Undefined for inline samples, which no key can express. */
export function keysOfSpec(spec: TrainingSpec): (readonly [string, string])[] | undefined {
  const defaults = defaultSpec(spec.task);
  const { data, training } = spec;
  const initializer = spec.network.initializer.type;
  if (data.source !== "generated") return undefined;
  const names = spec.task === "classification" ? GENERATOR_OF_KEY : REGRESSION_OF_KEY;
  const generator = [...names].find(([, name]) => name === data.generator)?.[0];
  const all: (readonly [string, string | number | undefined, unknown])[] = [
    ["problem", spec.task, "classification"],
    [spec.task === "classification" ? "dataset" : "regDataset", generator, [...names.keys()][0]],
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
    ["activations", activationsOf(spec), undefined],
    ["optimizer", training.optimizer.type, "sgd"],
    ["loss", training.loss, defaultLoss(defaultOutput(spec.task, data.generator))],
    ["schedule", training.schedule.type, "constant"],
    ["learningRate", training.optimizer.learningRate, learningRateOf(training.optimizer.type)],
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

/**
 * Activations by layer; the output layer is included only if it is not the default. Undefined if the key `activation`
 * is sufficient.
 */
function activationsOf(spec: TrainingSpec): string | undefined {
  const all = spec.network.layers.map(({ activation }) => activation);
  const generator = spec.data.source === "generated" ? spec.data.generator : undefined;
  const usual = all.at(-1) === defaultOutput(spec.task, generator).activation;
  const shown = usual ? all.slice(0, -1) : all;
  return usual && new Set(shown).size <= 1 ? undefined : shown.join();
}

/**
 * The output layer if the address does not specify it: TensorFlow Playground's single unit, or softmax for three or
 * more classes.
 */
function defaultOutput(task: Task, generator: string | undefined): Layer {
  const classes = CLASSES_OF_GENERATOR.get(generator);
  return classes === undefined ? outputLayer(task) : layer(classes, "softmax");
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
function dropoutAt(text: string | undefined, layer: number): number {
  const all = (text ?? "").split(",");
  return numberWithin(all.length === 1 ? all[0] : all[layer], 0, 0.95, 0);
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

/**
 * Units by hidden layer; values that are not positive integers are skipped. At most 31 layers, because the server
 * allows 32 with the output.
 */
function shapeOfText(text: string | undefined): readonly number[] {
  if (text === undefined) return [4, 2];
  return text
    .split(",")
    .map(Number)
    .filter((units) => Number.isInteger(units) && units > 0)
    .map((units) => Math.min(units, 4096))
    .slice(0, 31);
}

/** In percent. As in TensorFlow Playground, more than 80 is read as 50 and less than 0 as 0. */
function noiseOfText(text: string | undefined): number {
  const value = numberOf(text) ?? 0;
  return value > 80 ? 50 : Math.max(value, 0);
}

function regularizationOfText(text: string | undefined): string {
  return knownChoice(text?.toLowerCase(), ["none", "l1", "l2"]) ?? "none";
}
