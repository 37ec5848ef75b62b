import crc32 from "crc-32";
import { base64UrlOfText, textOfBase64Url } from "./base64";
import { DEFAULT_SEED, defaultSpec, layer, learningRateOf, outputLayer } from "./default-spec";
import { FEATURE_OF_KEY, GENERATOR_OF_KEY, KNOWN_KEYS, REGRESSION_OF_KEY } from "./address-keys";
import { readSpec } from "./read-spec";
import { hiddenLayers, sameSpec, weightSeed, type Shuffle, type Task, type TrainingSpec } from "./spec";
import { unsaid } from "./variant-fields";
import { DEFAULT_VIEW, type ViewSettings } from "./view-settings";

/** All that an address says. Keys that are not ours are kept as they came, in their order. */
export interface Address {
  readonly spec: TrainingSpec;
  readonly view: ViewSettings;
  /** A job to look at, in place of one's own. */
  readonly job?: string | undefined;
  readonly unknown: readonly (readonly [key: string, value: string])[];
}

/** Reads the part after `#`. Odd values never fail: each falls back to the nearest allowed one or to its default. */
export function decodeAddress(hash: string): Address {
  const pairs = hash.replace(/^#/, "").split("&").filter(Boolean).map(splitPair);
  const keys = new Map(pairs.map(([key, value]) => [key, decoded(value)]));
  const json = textOfBase64Url(keys.get("spec") ?? "");
  return {
    spec: (json ? readSpec(parseJson(json)) : undefined) ?? specOfKeys(keys),
    view: viewOfKeys(keys),
    ...(keys.get("job") && { job: keys.get("job") }),
    unknown: pairs.filter(([key]) => !KNOWN_KEYS.has(key)),
  };
}

/** Writes only what differs from the defaults; the whole spec as `spec=` only where the keys cannot say it. */
export function encodeAddress({ spec, view, unknown }: Address): string {
  const keys = keysOfSpec(spec);
  const said = keys && sameSpec(comparable(specOfKeys(new Map(keys))), comparable(spec));
  const ofSpec = said ? keys : [["spec", base64UrlOfText(JSON.stringify(spec))] as const];
  return [...ofSpec, ...keysOfView(view), ...unknown].map(([key, value]) => `${key}=${value}`).join("&");
}

/** An integer is itself; any other number or word stands for the CRC-32 of its text, so that old links stay repeatable. */
export function seedOfText(text: string | undefined): number {
  if (text === undefined || text === "") return DEFAULT_SEED;
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= 0 ? value : crc32.str(text) >>> 0;
}

type Keys = ReadonlyMap<string, string>;

function specOfKeys(keys: Keys): TrainingSpec {
  const task: Task = keys.get("problem") === "regression" ? "regression" : "classification";
  const standard = defaultSpec(task);
  const seed = seedOfText(keys.get("seed"));
  const activation = chosen(keys.get("activation"), ["tanh", "relu", "sigmoid", "linear"]) ?? "tanh";
  const own = (keys.get("activations") ?? "").split(",").map((name) => (name === "" ? undefined : name));
  const hidden = shapeOfText(keys.get("networkShape")).map((units, at) => ({
    ...layer(units, own[at] ?? activation),
    dropout: dropoutAt(keys.get("dropout"), at),
  }));
  const output = outputLayer(task);
  const optimizer = keys.get("optimizer") ?? "sgd";
  const generator =
    task === "classification"
      ? GENERATOR_OF_KEY.get(keys.get("dataset") ?? "circle")
      : REGRESSION_OF_KEY.get(keys.get("regDataset") ?? "reg-plane");
  return {
    task,
    data: {
      ...standard.data,
      ...(generator && { generator }),
      noise: noiseOfText(keys.get("noise")) / 100,
      trainFraction: within(keys.get("percTrainData"), 1, 99, 50) / 100,
      seed,
    },
    features: featuresOfKeys(keys),
    network: {
      layers: [...hidden, { ...output, activation: own[hidden.length] ?? output.activation }],
      initializer: {
        type: keys.get("initZero") === "true" ? "zeros" : (keys.get("init") ?? "uniform"),
        seed: keys.has("initSeed") ? seedOfText(keys.get("initSeed")) : seed,
      },
    },
    training: {
      ...standard.training,
      loss: keys.get("loss") ?? standard.training.loss,
      optimizer: unsaid("optimizer", {
        type: optimizer,
        learningRate: positive(keys.get("learningRate"), learningRateOf(optimizer)),
        ...(optimizer === "sgd" && { momentum: within(keys.get("momentum"), 0, 0.999999, 0) }),
      }),
      schedule: { type: keys.get("schedule") ?? "constant" },
      regularization: {
        type: regularizationOfText(keys.get("regularization")),
        rate: within(keys.get("regularizationRate"), 0, Number.MAX_VALUE, 0),
      },
      batchSize: Math.round(within(keys.get("batchSize"), 1, 4096, 10)),
      shuffle: chosen<Shuffle>(keys.get("shuffle"), ["never", "once", "everyEpoch"]) ?? "never",
      seed: keys.has("trainSeed") ? seedOfText(keys.get("trainSeed")) : seed,
    },
  };
}

/** Undefined where the samples stand in the spec itself: no key can say those. */
function keysOfSpec(spec: TrainingSpec): (readonly [string, string])[] | undefined {
  const standard = defaultSpec(spec.task);
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
    ["loss", training.loss, standard.training.loss],
    ["schedule", training.schedule.type, "constant"],
    ["learningRate", training.optimizer.learningRate, learningRateOf(training.optimizer.type)],
    ["momentum", numberOf(String(training.optimizer["momentum"] ?? 0)), 0],
    ["dropout", dropoutsOf(spec), "0"],
    ["regularization", training.regularization.type.replace("l", "L"), "none"],
    ["regularizationRate", training.regularization.rate, 0],
    ["batchSize", training.batchSize, standard.training.batchSize],
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

/** By layer, the output last where it is not the usual one; undefined where `activation` says it all. */
function activationsOf(spec: TrainingSpec): string | undefined {
  const all = spec.network.layers.map(({ activation }) => activation);
  const usualOutput = all.at(-1) === outputLayer(spec.task).activation;
  const shown = usualOutput ? all.slice(0, -1) : all;
  return usualOutput && new Set(shown).size <= 1 ? undefined : shown.join();
}

/** Of the hidden layers: one number where all have the same. */
function dropoutsOf(spec: TrainingSpec): string {
  const all = hiddenLayers(spec).map(({ dropout }) => dropout);
  return new Set(all).size <= 1 ? String(all[0] ?? 0) : all.join();
}

/** One number is for every hidden layer; a list goes layer by layer. */
function dropoutAt(text: string | undefined, layer: number): number {
  const all = (text ?? "").split(",");
  return within(all.length === 1 ? all[0] : all[layer], 0, 0.95, 0);
}

/** Sample counts that the generator decides are no difference. */
function comparable(spec: TrainingSpec): unknown {
  return spec.data.source === "generated" ? { ...spec, data: { ...spec.data, samples: undefined } } : spec;
}

function viewOfKeys(keys: Keys): ViewSettings {
  const language = chosen<"en" | "zh-CN">(keys.get("lang"), ["en", "zh-CN"]);
  const theme = chosen<"light" | "dark">(keys.get("theme"), ["light", "dark"]);
  return {
    showTestData: keys.get("showTestData") === "true",
    discretize: keys.get("discretize") === "true",
    hideText: keys.get("hideText") === "true",
    speed: within(keys.get("speed"), 0, 1000, DEFAULT_VIEW.speed),
    ...(language && { language }),
    ...(theme && { theme }),
  };
}

function keysOfView(view: ViewSettings): [string, string][] {
  const flags = (["showTestData", "discretize", "hideText"] as const).filter(
    (key) => view[key] !== DEFAULT_VIEW[key],
  );
  return [
    ...flags.map((key): [string, string] => [key, String(view[key])]),
    ...(view.speed === DEFAULT_VIEW.speed ? [] : [["speed", String(view.speed)] satisfies [string, string]]),
    ...(view.language ? [["lang", view.language] satisfies [string, string]] : []),
    ...(view.theme ? [["theme", view.theme] satisfies [string, string]] : []),
  ];
}

/** TensorFlow Playground's features are each on or off; without any the two plain ones are taken. */
function featuresOfKeys(keys: Keys): readonly string[] {
  const on = [...FEATURE_OF_KEY].filter(([key]) => {
    const value = keys.get(key);
    return value === undefined ? key === "x" || key === "y" : value === "true";
  });
  return on.length > 0 ? on.map(([, feature]) => feature) : ["x1", "x2"];
}

/** Hidden units by layer; what is no positive whole number is left out. At most 31 layers: the output is the 32nd. */
function shapeOfText(text: string | undefined): readonly number[] {
  if (text === undefined) return [4, 2];
  return text
    .split(",")
    .map(Number)
    .filter((units) => Number.isInteger(units) && units > 0)
    .map((units) => Math.min(units, 4096))
    .slice(0, 31);
}

/** In percent. As in TensorFlow Playground: more than 80 is read as 50, less than 0 as 0. */
function noiseOfText(text: string | undefined): number {
  const value = numberOf(text) ?? 0;
  return value > 80 ? 50 : Math.max(value, 0);
}

function regularizationOfText(text: string | undefined): string {
  return chosen(text?.toLowerCase(), ["none", "l1", "l2"]) ?? "none";
}

function within(text: string | undefined, minimum: number, maximum: number, otherwise: number): number {
  const value = numberOf(text);
  return value === undefined ? otherwise : Math.min(Math.max(value, minimum), maximum);
}

function positive(text: string | undefined, otherwise: number): number {
  const value = numberOf(text);
  return value !== undefined && value > 0 ? value : otherwise;
}

function numberOf(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function chosen<T extends string>(text: string | undefined, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === text);
}

/** 0.1 as 10, without binary dust. */
function percent(fraction: number): number {
  return Number((fraction * 100).toPrecision(12));
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
