import { BUILT_IN_CATALOG } from "./built-in-catalog";
import type { Catalog, VariantKind } from "./catalog";
import { defaultSpec, layer, outputLayer } from "./default-spec";
import { columnFeatures } from "./feature";
import { shapedLayer } from "./shaped-layers";
import {
  columnCount,
  type DataSource,
  type GeneratedData,
  type Task,
  type TrainingSpec,
  type Variant,
} from "./spec";
import { learningRateOf, withoutDefaults } from "./variant-fields";

/**
 * Reads the contract's JSON of a spec, from an address or an answer of the server. Absent fields get their defaults.
 * Values are not validated; the server does that. Undefined if the JSON does not have the shape of a spec.
 */
export function readSpec(json: unknown, catalog: Catalog = BUILT_IN_CATALOG): TrainingSpec | undefined {
  if (!isRecord(json) || !isRecord(json["data"])) return undefined;
  if (json["model"] === "rbm") return readMachine(json, catalog);
  const task: Task = json["task"] === "regression" ? "regression" : "classification";
  const defaults = defaultSpec(task);
  const network = record(json["network"]);
  const training = record(json["training"]);
  const seed = numberOr(training["seed"], defaults.training.seed);
  const optimizer = record(training["optimizer"]);
  const learningRate = learningRateOf(
    typeof optimizer["type"] === "string" ? optimizer["type"] : "sgd",
    catalog,
  );
  /** Without the values that the server has written although they are defaults. */
  const variant = (kind: VariantKind, fallback: Variant, given: unknown) =>
    withoutDefaults(kind, { ...fallback, ...(record(given) as Partial<Variant>) } as Variant, catalog);
  const layers = network["layers"];
  const output = Array.isArray(layers) ? record(layers.at(-1))["activation"] : undefined;
  const data = completeData(json["data"], defaults.data);
  const candidate = {
    task,
    data,
    features: json["features"] ?? (isData(data) ? columnFeatures(columnCount({ data })) : defaults.features),
    network: {
      layers: Array.isArray(layers)
        ? layers.map(
            (layer: unknown) =>
              shapedLayer(record(layer)) ?? {
                ...outputLayer(task),
                activation: "tanh",
                ...denseLayer(record(layer)),
              },
          )
        : defaults.network.layers,
      initializer: variant("initializer", { type: "uniform", seed }, network["initializer"]),
    },
    training: {
      ...defaults.training,
      loss: usualLoss(task, output),
      ...training,
      optimizer: variant("optimizer", { type: "sgd", learningRate }, optimizer),
      schedule: variant("schedule", defaults.training.schedule, training["schedule"]),
      regularization: { ...defaults.training.regularization, ...record(training["regularization"]) },
    },
  };
  return isSpec(candidate) ? candidate : undefined;
}

function completeData(
  json: Readonly<Record<string, unknown>>,
  { trainFraction, validationFraction, seed, ...generated }: GeneratedData,
): Readonly<Record<string, unknown>> {
  switch (json["source"]) {
    case "inline":
      return json;
    case "uploaded":
      return { trainFraction, validationFraction, seed, ...json };
    default:
      return { ...generated, trainFraction, validationFraction, seed, ...json };
  }
}

/** A restricted Boltzmann machine: an autoencoder of two sigmoid layers, with settings that only the server knows. */
function readMachine(json: Readonly<Record<string, unknown>>, catalog: Catalog): TrainingSpec | undefined {
  const data = { target: "input", ...record(json["data"]) };
  const spec = readSpec({ ...json, model: "network", data, task: "regression" }, catalog);
  if (!spec) return undefined;
  const { hidden, ...settings } = record(json["rbm"]);
  const units = numberOr(hidden, numberOr(catalog.ranges["hidden"]?.default, 1));
  const loss = record(json["training"])["loss"];
  return {
    ...spec,
    model: "rbm",
    rbm: { hidden: units, ...settings },
    network: { ...spec.network, layers: [units, spec.features.length].map((of) => layer(of, "sigmoid")) },
    training: { ...spec.training, loss: typeof loss === "string" ? loss : "meanSquaredError" },
  };
}

/** The loss of a spec that names none: it follows from the activation of the output layer. */
function usualLoss(task: Task, output: unknown): string {
  if (output === "softmax") return "crossEntropy";
  return task === "classification" && output === "sigmoid" ? "binaryCrossEntropy" : "squaredError";
}

/** Without what the server writes although it is the default. */
function denseLayer(json: Readonly<Record<string, unknown>>) {
  const isDefault = (name: string) => name === "type" || (name === "frozen" && json[name] !== true);
  return Object.fromEntries(Object.entries(json).filter(([name]) => !isDefault(name)));
}

/** Whether every field that the page computes with has the expected type. */
function isSpec(value: unknown): value is TrainingSpec {
  const spec = record(value);
  const data = record(spec["data"]);
  const network = record(spec["network"]);
  const training = record(spec["training"]);
  return (
    isData(data) &&
    isListOf(spec["features"], (item) => typeof item === "string") &&
    isListOf(network["layers"], isLayer) &&
    (network["layers"] as readonly unknown[]).length > 0 &&
    typeof record(network["initializer"])["type"] === "string" &&
    typeof record(training["optimizer"])["learningRate"] === "number" &&
    typeof record(training["regularization"])["type"] === "string" &&
    typeof record(training["regularization"])["rate"] === "number" &&
    typeof training["batchSize"] === "number" &&
    typeof training["seed"] === "number"
  );
}

function isData(
  data: Readonly<Record<string, unknown>>,
): data is Readonly<Record<string, unknown>> & DataSource {
  const areNumbers = (...keys: readonly string[]) => keys.every((key) => typeof data[key] === "number");
  switch (data["source"]) {
    case "inline":
      return isListOf(data["train"], (sample) => Array.isArray(record(sample)["x"]));
    case "uploaded":
      return typeof data["dataset"] === "string" && areNumbers("trainFraction", "seed");
    case "generated":
      return typeof data["generator"] === "string" && areNumbers("samples", "noise", "trainFraction", "seed");
    default:
      return false;
  }
}

function isLayer(layer: unknown): boolean {
  const { units, activation } = record(layer) as { units?: unknown; activation?: unknown };
  return Number.isInteger(units) && (units as number) > 0 && typeof activation === "string";
}

function isListOf(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}
