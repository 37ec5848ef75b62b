import { defaultSpec, learningRateOf, outputLayer } from "./default-spec";
import type { Task, TrainingSpec, Variant } from "./spec";
import { withoutDefaults, type VariantKind } from "./variant-fields";

/**
 * Reads the contract's JSON of a spec, from an address or from a server's answer. What is absent gets the default; values are not
 * judged, that is the server's part. Undefined where the JSON has another shape than a spec.
 */
export function readSpec(json: unknown): TrainingSpec | undefined {
  if (!isRecord(json) || !isRecord(json["data"])) return undefined;
  const task: Task = json["task"] === "regression" ? "regression" : "classification";
  const standard = defaultSpec(task);
  const network = record(json["network"]);
  const training = record(json["training"]);
  const seed = numberOr(training["seed"], standard.training.seed);
  const optimizer = record(training["optimizer"]);
  const usualRate = learningRateOf(typeof optimizer["type"] === "string" ? optimizer["type"] : "sgd");
  const layers = network["layers"];
  const candidate = {
    task,
    data: json["data"]["source"] === "inline" ? json["data"] : { ...standard.data, ...json["data"] },
    features: json["features"] ?? standard.features,
    network: {
      layers: Array.isArray(layers)
        ? layers.map((layer: unknown) => ({ ...outputLayer(task), activation: "tanh", ...record(layer) }))
        : standard.network.layers,
      initializer: readVariant("initializer", { type: "uniform", seed }, network["initializer"]),
    },
    training: {
      ...standard.training,
      ...training,
      optimizer: readVariant("optimizer", { type: "sgd", learningRate: usualRate }, optimizer),
      schedule: readVariant("schedule", standard.training.schedule, training["schedule"]),
      regularization: { ...standard.training.regularization, ...record(training["regularization"]) },
    },
  };
  return isSpec(candidate) ? candidate : undefined;
}

/** What the server writes where nothing was said, the page does not say either. */
function readVariant(kind: VariantKind, standard: Variant, json: unknown): Variant {
  return withoutDefaults(kind, { ...standard, ...(record(json) as Partial<Variant>) } as Variant);
}

/** Whether every field that the page computes with has the type that the page believes. */
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

function isData(data: Readonly<Record<string, unknown>>): boolean {
  return data["source"] === "inline"
    ? isListOf(data["train"], (sample) => Array.isArray(record(sample)["x"]))
    : data["source"] === "generated" &&
        typeof data["generator"] === "string" &&
        ["samples", "noise", "trainFraction", "seed"].every((key) => typeof data[key] === "number");
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
