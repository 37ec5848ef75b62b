import { LEARNING_RATES, REGULARIZATION_RATES, type Catalog } from "../spec/catalog";
import { withVariantType } from "../spec/edit-choices";
import { withActivation, withLearningRate, withRegularization } from "../spec/edit-spec";
import type { TrainingSpec } from "../spec/spec";

/** A change that is likely to solve a diagnosed problem. */
export type Fix =
  | { readonly type: "otherWeights" }
  | { readonly type: SpecFixName; readonly apply: (spec: TrainingSpec) => TrainingSpec };

export type SpecFixName =
  "lowerRate" | "leakyRelu" | "relu" | "randomWeights" | "smallerWeights" | "regularize";

/** Undefined for a diagnosis that the page does not know. */
export function fixFor(diagnosis: string, spec: TrainingSpec, catalog: Catalog | undefined): Fix | undefined {
  const offers = (name: string) => catalog?.activations.includes(name) ?? false;
  switch (diagnosis) {
    case "diverged":
    case "explodingGradients":
      return { type: "lowerRate", apply: withLowerRate };
    case "deadUnits":
      if (offers("leakyRelu")) {
        return { type: "leakyRelu", apply: (before) => withActivation(before, "leakyRelu") };
      }
      return { type: "lowerRate", apply: withLowerRate };
    case "vanishingGradients":
      if (!offers("relu") || spec.network.layers[0]?.activation === "relu") return { type: "otherWeights" };
      return { type: "relu", apply: withReluAndHeWeights };
    case "saturatedUnits":
      if (spec.network.initializer.type === "xavier") return { type: "lowerRate", apply: withLowerRate };
      return {
        type: "smallerWeights",
        apply: (before) => withVariantType(withLowerRate(before), "initializer", "xavier"),
      };
    case "symmetricUnits":
      return { type: "randomWeights", apply: (before) => withVariantType(before, "initializer", "uniform") };
    case "lossStuck":
      return hasFixedInitialWeights(spec)
        ? { type: "randomWeights", apply: (before) => withVariantType(before, "initializer", "uniform") }
        : { type: "otherWeights" };
    case "overfitting":
      return { type: "regularize", apply: withStrongerRegularization };
    default:
      return undefined;
  }
}

function withLowerRate(spec: TrainingSpec): TrainingSpec {
  const { learningRate } = spec.training.optimizer;
  const lower = LEARNING_RATES.findLast((rate) => rate <= learningRate / 9) ?? learningRate / 10;
  return withLearningRate(spec, lower);
}

function withReluAndHeWeights(spec: TrainingSpec): TrainingSpec {
  return withVariantType(withActivation(spec, "relu"), "initializer", "he");
}

/** Adds L2, or increases the rate of the present regularization. */
function withStrongerRegularization(spec: TrainingSpec): TrainingSpec {
  const { type, rate } = spec.training.regularization;
  const stronger = REGULARIZATION_RATES.find((each) => each > rate && each >= 0.003) ?? rate;
  return withRegularization(spec, { type: type === "none" ? "l2" : type, rate: stronger });
}

function hasFixedInitialWeights({ network: { initializer } }: TrainingSpec): boolean {
  return ["zeros", "constant", "explicit"].includes(initializer.type);
}
