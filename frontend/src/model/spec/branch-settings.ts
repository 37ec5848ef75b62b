import { LEARNING_RATES, REGULARIZATION_RATES, type Catalog } from "./catalog";
import { withVariantType } from "./edit-choices";
import {
  hiddenActivation,
  withActivation,
  withBatchSize,
  withLearningRate,
  withRegularization,
} from "./edit-spec";
import { hiddenLayers, sameSpec, type TrainingSpec } from "./spec";

/** New values of fields of the spec, by JSON pointer. */
export type SpecChanges = Readonly<Record<string, unknown>>;

/** A setting that a trained network can go on with: the shape of its parameters stays. */
export interface BranchSetting<T extends number | string = number | string> {
  readonly name: BranchSettingName;
  readonly current: T;
  readonly values: readonly T[];
  readonly apply: (spec: TrainingSpec, value: T) => TrainingSpec;
}

export type BranchSettingName =
  "learningRate" | "batchSize" | "optimizer" | "regularization" | "regularizationRate" | "activation";

const BATCH_SIZES = [1, 2, 5, 10, 20, 30, 50, 100] as const;
/** A penalty without a rate would change nothing. */
const FIRST_RATE = 0.01;

/** Those of which the spec has one. */
export function branchSettings(spec: TrainingSpec, catalog: Catalog): readonly BranchSetting[] {
  const { optimizer, regularization, batchSize } = spec.training;
  const hasPenalty = regularization.type !== "none";
  return [
    numbers("learningRate", optimizer.learningRate, LEARNING_RATES, withLearningRate),
    numbers("batchSize", batchSize, BATCH_SIZES, withBatchSize),
    names("optimizer", optimizer.type, catalog.optimizers, (of, type) =>
      withVariantType(of, "optimizer", type, catalog),
    ),
    names("regularization", regularization.type, catalog.regularizations, (of, type) =>
      withRegularization(of, { type, rate: of.training.regularization.rate || FIRST_RATE }),
    ),
    ...(hasPenalty
      ? [
          numbers("regularizationRate", regularization.rate, REGULARIZATION_RATES, (of, rate) =>
            withRegularization(of, { rate }),
          ),
        ]
      : []),
    ...(hiddenLayers(spec).length > 0
      ? [names("activation", hiddenActivation(spec), catalog.activations, withActivation)]
      : []),
  ];
}

function numbers(
  name: BranchSettingName,
  current: number,
  values: readonly number[],
  apply: (spec: TrainingSpec, value: number) => TrainingSpec,
): BranchSetting {
  return { name, current, values, apply: (spec, value) => apply(spec, Number(value)) };
}

function names(
  name: BranchSettingName,
  current: string,
  values: readonly string[],
  apply: (spec: TrainingSpec, value: string) => TrainingSpec,
): BranchSetting {
  return { name, current, values, apply: (spec, value) => apply(spec, String(value)) };
}

/** What makes `after` of `before`. A variant of another type is replaced as a whole; null removes a field. */
export function specChanges(before: TrainingSpec, after: TrainingSpec): SpecChanges {
  return Object.fromEntries(changesBelow("", before, after));
}

function changesBelow(
  pointer: string,
  before: unknown,
  after: unknown,
): readonly (readonly [string, unknown])[] {
  if (sameSpec(before, after)) return [];
  const inside = isContainer(before) && isContainer(after) && before["type"] === after["type"];
  const sameLength = !Array.isArray(before) || (Array.isArray(after) && before.length === after.length);
  if (!inside || !sameLength) return [[pointer, after ?? null]];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => changesBelow(`${pointer}/${key}`, before[key], after[key]));
}

/** Whether it is an object or array; the fields of an array are its indices. */
function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
