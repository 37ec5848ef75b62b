import { classesOfDataset } from "../data/dataset";
import { classesOf } from "../data/own-points";
import { LEARNING_RATES, PAGE_LIMITS, REGULARIZATION_RATES, type Catalog } from "../spec/catalog";
import { withVariantType } from "../spec/edit-choices";
import {
  hiddenActivation,
  withActivation,
  withFeatureToggled,
  withFittingLayers,
  withLayerAdded,
  withLearningRate,
  withRegularization,
  withUnits,
} from "../spec/edit-spec";
import { hiddenLayers, type TrainingSpec } from "../spec/spec";
import { learningRateOf } from "../spec/variant-fields";
import type { Diagnosis } from "./frame";

/** A change that solves a diagnosed problem; the backend's `FailuresTest` trains the first one of each. */
export type Fix =
  | { readonly type: "otherWeights" }
  | {
      readonly type: "addFeatures";
      readonly features: readonly string[];
      readonly apply: (spec: TrainingSpec) => TrainingSpec;
    }
  | { readonly type: SpecFixName; readonly apply: (spec: TrainingSpec) => TrainingSpec };

export type SpecFixName =
  | "addLayer"
  | "moreUnits"
  | "tanh"
  | "outputs"
  | "lowerRate"
  | "raiseRate"
  | "leakyRelu"
  | "relu"
  | "randomWeights"
  | "smallerWeights"
  | "regularize"
  | "moreData";

/** Units of a layer that solves the classic data sets from almost any initial weights. */
const ENOUGH_UNITS = 8;

/** L2 of 0.003 or 0.01 shrinks the gap of the classic data sets by a tenth or a third, this rate by half. */
const MIN_REGULARIZATION = 0.03;

/** The fixes of a diagnosis, best first; none for one that the page does not know. */
export function fixesFor(
  { type, features = [] }: Diagnosis,
  spec: TrainingSpec,
  catalog: Catalog | undefined,
): readonly Fix[] {
  const offers = (activation: string) => catalog?.activations.includes(activation) ?? false;
  const added = features.filter((name) => !spec.features.includes(name));
  const addFeatures: readonly Fix[] =
    added.length > 0 && catalog
      ? [{ type: "addFeatures", features: added, apply: (before) => withFeatures(before, added, catalog) }]
      : [];
  switch (type) {
    case "linearModel":
      return hiddenLayers(spec).length === 0
        ? [{ type: "addLayer", apply: withWideLayerAdded }, ...addFeatures]
        : [{ type: "tanh", apply: (before) => withActivation(before, "tanh") }, ...addFeatures];
    case "missingFeatures":
      return addFeatures;
    case "outputUnits":
      return [{ type: "outputs", apply: (before) => withFittingLayers(before, classCount(before, catalog)) }];
    case "diverged":
    case "explodingGradients":
    case "learningRateTooLarge":
      return [{ type: "lowerRate", apply: withLowerRate }];
    case "learningRateTooSmall":
      return [{ type: "raiseRate", apply: withHigherRate }];
    case "deadUnits":
      return [
        ...(offers("leakyRelu")
          ? [{ type: "leakyRelu", apply: withLeakyReluAndHeWeights } as const]
          : [{ type: "lowerRate", apply: withLowerRate } as const]),
        { type: "otherWeights" },
      ];
    case "vanishingGradients":
      if (!offers("relu") || hiddenActivation(spec) === "relu") return [{ type: "otherWeights" }];
      return [{ type: "relu", apply: withReluAndHeWeights }];
    case "saturatedUnits":
      return spec.network.initializer.type === "xavier"
        ? [{ type: "lowerRate", apply: withLowerRate }]
        : [{ type: "smallerWeights", apply: (before) => withVariantType(before, "initializer", "xavier") }];
    case "symmetricUnits":
      return [{ type: "randomWeights", apply: withRandomWeights }];
    case "lossStuck":
      if (hasFixedInitialWeights(spec)) return [{ type: "randomWeights", apply: withRandomWeights }];
      return [
        ...(isDeepSigmoid(spec) && offers("relu")
          ? [{ type: "relu", apply: withReluAndHeWeights } as const]
          : hiddenLayers(spec).some(({ units }) => units < ENOUGH_UNITS)
            ? [{ type: "moreUnits", apply: withEnoughUnits } as const]
            : []),
        { type: "otherWeights" },
      ];
    case "overfitting":
      return [{ type: "regularize", apply: withStrongerRegularization }, ...moreData(spec)];
    default:
      return [];
  }
}

function withFeatures(spec: TrainingSpec, features: readonly string[], catalog: Catalog): TrainingSpec {
  return features.reduce((before, feature) => withFeatureToggled(before, feature, catalog.features), spec);
}

function withWideLayerAdded(spec: TrainingSpec): TrainingSpec {
  return withUnits(withLayerAdded(spec), hiddenLayers(spec).length, ENOUGH_UNITS);
}

function withEnoughUnits(spec: TrainingSpec): TrainingSpec {
  return hiddenLayers(spec).reduce(
    (before, { units }, index) => withUnits(before, index, Math.max(units, ENOUGH_UNITS)),
    spec,
  );
}

/** The optimizer's default rate if the present one is larger, else a tenth of it. */
function withLowerRate(spec: TrainingSpec): TrainingSpec {
  const { type, learningRate } = spec.training.optimizer;
  const usual = learningRateOf(type);
  const lower = LEARNING_RATES.findLast((rate) => rate <= learningRate / 9) ?? learningRate / 10;
  return withLearningRate(spec, learningRate > usual ? usual : lower);
}

/** The optimizer's default rate if the present one is smaller, else ten times it. */
function withHigherRate(spec: TrainingSpec): TrainingSpec {
  const { type, learningRate } = spec.training.optimizer;
  return withLearningRate(spec, Math.max(learningRateOf(type), 10 * learningRate));
}

function withReluAndHeWeights(spec: TrainingSpec): TrainingSpec {
  return withVariantType(withActivation(spec, "relu"), "initializer", "he");
}

function withLeakyReluAndHeWeights(spec: TrainingSpec): TrainingSpec {
  return withVariantType(withActivation(spec, "leakyRelu"), "initializer", "he");
}

function withRandomWeights(spec: TrainingSpec): TrainingSpec {
  return withVariantType(spec, "initializer", "uniform");
}

/** Adds L2, or increases the rate of the present regularization. */
function withStrongerRegularization(spec: TrainingSpec): TrainingSpec {
  const { type, rate } = spec.training.regularization;
  const stronger = REGULARIZATION_RATES.find((each) => each > rate && each >= MIN_REGULARIZATION) ?? rate;
  return withRegularization(spec, { type: type === "none" ? "l2" : type, rate: stronger });
}

/** Own points cannot be multiplied. */
function moreData({ data }: TrainingSpec): readonly Fix[] {
  const trainFraction = PAGE_LIMITS.trainPercent.maximum / 100;
  if (data.source === "inline" || data.trainFraction >= trainFraction) return [];
  return [{ type: "moreData", apply: (spec) => ({ ...spec, data: { ...data, trainFraction } }) }];
}

/** Several layers of sigmoids learn slowly or not at all, whatever their initial weights are. */
function isDeepSigmoid(spec: TrainingSpec): boolean {
  return hiddenLayers(spec).length > 1 && hiddenActivation(spec) === "sigmoid";
}

function hasFixedInitialWeights({ network: { initializer } }: TrainingSpec): boolean {
  return ["zeros", "constant", "explicit"].includes(initializer.type);
}

function classCount({ data }: TrainingSpec, catalog: Catalog | undefined): number | undefined {
  if (data.source === "inline") return classesOf([...data.train, ...(data.test ?? [])]);
  if (data.source === "uploaded") return classesOfDataset(data.dataset);
  return data.classes ?? catalog?.generators.find(({ name }) => name === data.generator)?.classes;
}
