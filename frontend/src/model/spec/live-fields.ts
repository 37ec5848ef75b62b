import { withBatchSize, withLearningRate, withRegularization } from "./edit-spec";
import { sameSpec, type TrainingSpec } from "./spec";

export const LIVE_FIELDS = ["learningRate", "regularizationRate", "batchSize"] as const;

/** A number of the spec that can change during training, by its name in a `PATCH`. */
export type LiveField = (typeof LIVE_FIELDS)[number];

export function liveFieldsOf({ training }: TrainingSpec): Readonly<Record<LiveField, number>> {
  return {
    learningRate: training.optimizer.learningRate,
    regularizationRate: training.regularization.rate,
    batchSize: training.batchSize,
  };
}

/**
 * The live fields that an edit has changed; undefined if it has changed anything else, so that the network must
 * restart.
 */
export function liveChanges(before: TrainingSpec, after: TrainingSpec): readonly LiveField[] | undefined {
  const [was, is] = [liveFieldsOf(before), liveFieldsOf(after)];
  const taken = withRegularization(withLearningRate(before, is.learningRate), {
    rate: is.regularizationRate,
  });
  if (!sameSpec(withBatchSize(taken, is.batchSize), after)) return undefined;
  return LIVE_FIELDS.filter((field) => was[field] !== is[field]);
}
