import { LEARNING_RATES, REGULARIZATION_RATES, type Catalog } from "../spec/catalog";
import { withVariantType } from "../spec/edit-choices";
import { withActivation, withLearningRate, withRegularization } from "../spec/edit-spec";
import type { TrainingSpec } from "../spec/spec";

/** What helps against an ailment of a training, in one press. */
export type Fix =
  | { readonly type: "otherWeights" }
  | { readonly type: SpecFixName; readonly edited: (spec: TrainingSpec) => TrainingSpec };

export type SpecFixName =
  "lowerRate" | "leakyRelu" | "relu" | "randomWeights" | "smallerWeights" | "regularize";

/** Undefined for an ailment that the page does not know, or against which nothing in the catalogue is left to be done. */
export function fixFor(diagnosis: string, spec: TrainingSpec, catalog: Catalog | undefined): Fix | undefined {
  const offers = (name: string) => catalog?.activations.includes(name) ?? false;
  switch (diagnosis) {
    case "diverged":
    case "explodingGradients":
      return { type: "lowerRate", edited: calmed };
    case "deadUnits":
      if (offers("leakyRelu")) {
        return { type: "leakyRelu", edited: (before) => withActivation(before, "leakyRelu") };
      }
      return { type: "lowerRate", edited: calmed };
    case "vanishingGradients":
      if (!offers("relu") || spec.network.layers[0]?.activation === "relu") return { type: "otherWeights" };
      return { type: "relu", edited: withReluAndItsWeights };
    case "saturatedUnits":
      if (spec.network.initializer.type === "xavier") return { type: "lowerRate", edited: calmed };
      return {
        type: "smallerWeights",
        edited: (before) => withVariantType(calmed(before), "initializer", "xavier"),
      };
    case "symmetricUnits":
      return { type: "randomWeights", edited: (before) => withVariantType(before, "initializer", "uniform") };
    case "lossStuck":
      return drawsNothing(spec)
        ? { type: "randomWeights", edited: (before) => withVariantType(before, "initializer", "uniform") }
        : { type: "otherWeights" };
    case "overfitting":
      return { type: "regularize", edited: regularized };
    default:
      return undefined;
  }
}

function calmed(spec: TrainingSpec): TrainingSpec {
  const { learningRate } = spec.training.optimizer;
  const calmer = LEARNING_RATES.findLast((rate) => rate <= learningRate / 9) ?? learningRate / 10;
  return withLearningRate(spec, calmer);
}

function withReluAndItsWeights(spec: TrainingSpec): TrainingSpec {
  return withVariantType(withActivation(spec, "relu"), "initializer", "he");
}

/** L2, or the next stronger rate of what there is. */
function regularized(spec: TrainingSpec): TrainingSpec {
  const { type, rate } = spec.training.regularization;
  const stronger = REGULARIZATION_RATES.find((each) => each > rate && each >= 0.003) ?? rate;
  return withRegularization(spec, { type: type === "none" ? "l2" : type, rate: stronger });
}

function drawsNothing({ network: { initializer } }: TrainingSpec): boolean {
  return ["zeros", "constant", "explicit"].includes(initializer.type);
}
