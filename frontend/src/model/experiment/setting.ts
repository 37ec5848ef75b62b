import { LEARNING_RATES, percentOf, REGULARIZATION_RATES, type Catalog } from "../spec/catalog";
import { layer } from "../spec/default-spec";
import { lossesOf, withDropout, withLoss, withSeed, withVariantType } from "../spec/edit-choices";
import {
  hiddenActivation,
  isFixedTable,
  withActivation,
  withBatchSize,
  withData,
  withGenerator,
  withLearningRate,
  withRegularization,
} from "../spec/edit-spec";
import { isDense } from "../spec/shaped-layers";
import { hiddenLayers, weightSeed, type TrainingSpec } from "../spec/spec";
import { withDrawnParameters } from "../spec/variant-fields";

/** The settings in which networks are compared, in the order of their list. */
export const SETTINGS = [
  "learningRate",
  "activation",
  "hiddenLayers",
  "optimizer",
  "batchSize",
  "regularization",
  "dropout",
  "initializer",
  "weightSeed",
  "loss",
  "generator",
  "noise",
  "trainFraction",
] as const;

export type SettingName = (typeof SETTINGS)[number];

/** Noise and the share of training data are whole percents. Layers are their units: `4,2`; regularization is `l2 0.01`. */
export type SettingValue = string | number;

/** One setting of a spec: how it is read, which values the page offers, and how it is changed. */
interface Setting {
  /** Undefined if the spec does not have the setting. */
  readonly read: (spec: TrainingSpec) => SettingValue | undefined;
  readonly choices: (catalog: Catalog, spec: TrainingSpec) => readonly SettingValue[];
  readonly write: (spec: TrainingSpec, value: SettingValue, catalog: Catalog) => TrainingSpec;
  /** The JSON pointers that belong to the setting. */
  readonly pointers: RegExp;
}

const SHAPES = ["", "1", "2", "4", "8", "2,2", "4,2", "8,4", "8,8", "8,8,8"];
const BATCH_SIZES = [1, 2, 5, 10, 20, 30, 100];
const DROPOUTS = [0, 0.1, 0.2, 0.3, 0.5];
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

const ALL: Readonly<Record<SettingName, Setting>> = {
  learningRate: {
    read: ({ training }) => training.optimizer.learningRate,
    choices: () => LEARNING_RATES,
    write: (spec, value) => withLearningRate(spec, Number(value)),
    pointers: /^\/training\/optimizer\/learningRate$/,
  },
  activation: {
    read: (spec) => (isDense(spec) ? ofHiddenLayers(spec, ({ activation }) => activation) : undefined),
    choices: ({ activations }) => activations,
    write: (spec, value) => withActivation(spec, String(value)),
    pointers: /^\/network\/layers\/\d+\/activation$/,
  },
  hiddenLayers: {
    read: (spec) => (isDense(spec) ? shapeOf(spec) : undefined),
    choices: () => SHAPES,
    write: (spec, value) => withHiddenLayers(spec, String(value)),
    pointers: /^\/network\/layers\/\d+\/units$/,
  },
  optimizer: {
    read: ({ training }) => training.optimizer.type,
    choices: ({ optimizers }) => optimizers,
    write: (spec, value, catalog) => withVariantType(spec, "optimizer", String(value), catalog),
    pointers: /^\/training\/optimizer\/type$/,
  },
  batchSize: {
    read: ({ training }) => training.batchSize,
    choices: () => BATCH_SIZES,
    write: (spec, value) => withBatchSize(spec, Number(value)),
    pointers: /^\/training\/batchSize$/,
  },
  regularization: {
    read: ({ training: { regularization } }) =>
      regularization.type === "none" ? "none" : `${regularization.type} ${String(regularization.rate)}`,
    choices: ({ regularizations }) => [
      "none",
      ...regularizations
        .filter((type) => type !== "none")
        .flatMap((type) =>
          REGULARIZATION_RATES.filter((rate) => rate > 0 && rate < 1).map(
            (rate) => `${type} ${String(rate)}`,
          ),
        ),
    ],
    write: (spec, value) => {
      const [type = "none", rate] = String(value).split(" ");
      return withRegularization(spec, { type, rate: Number(rate ?? 0) });
    },
    pointers: /^\/training\/regularization\//,
  },
  dropout: {
    read: (spec) => (isDense(spec) ? ofHiddenLayers(spec, ({ dropout }) => dropout) : undefined),
    choices: () => DROPOUTS,
    write: (spec, value) =>
      hiddenLayers(spec).reduce((changed, _, at) => withDropout(changed, at, Number(value)), spec),
    pointers: /^\/network\/layers\/\d+\/dropout$/,
  },
  initializer: {
    read: ({ network }) => network.initializer.type,
    choices: ({ initializers }) => initializers.filter((type) => type !== "explicit"),
    write: (spec, value, catalog) => withVariantType(spec, "initializer", String(value), catalog),
    pointers: /^\/network\/initializer\/(type|weights|biases|slopes)/,
  },
  weightSeed: {
    read: (spec) => (spec.network.initializer.type === "explicit" ? undefined : weightSeed(spec)),
    choices: () => SEEDS,
    write: (spec, value) => withSeed(spec, "weights", Number(value)),
    pointers: /^\/network\/initializer\/seed$/,
  },
  loss: {
    read: ({ training }) => training.loss,
    choices: (catalog, spec) => lossesOf(spec, catalog),
    write: (spec, value, catalog) => withLoss(spec, String(value), catalog),
    pointers: /^\/training\/loss$/,
  },
  generator: {
    read: ({ data }) => (data.source === "generated" ? data.generator : undefined),
    choices: ({ generators }, { task }) =>
      generators
        .filter((choice) => choice.task === task && (choice.columns ?? 2) === 2)
        .map(({ name }) => name),
    write: (spec, value, catalog) => withGenerator(spec, String(value), catalog),
    pointers: /^\/data\/(generator|samples)$/,
  },
  noise: {
    read: ({ data }) =>
      data.source === "generated" && !isFixedTable(data.generator) ? Math.round(100 * data.noise) : undefined,
    choices: () => [0, 10, 20, 30, 40, 50],
    write: (spec, value) => withData(spec, { noise: Number(value) / 100 }),
    pointers: /^\/data\/noise$/,
  },
  trainFraction: {
    read: ({ data }) =>
      data.source === "generated" && !isFixedTable(data.generator)
        ? Math.round(100 * data.trainFraction)
        : undefined,
    choices: (catalog) => {
      const { minimum = 10, maximum = 90 } = percentOf(catalog, "trainFraction") ?? {};
      return [10, 20, 30, 50, 70, 90].filter((percent) => percent >= minimum && percent <= maximum);
    },
    write: (spec, value) => withData(spec, { trainFraction: Number(value) / 100 }),
    pointers: /^\/data\/trainFraction$/,
  },
};

/** The settings that a spec has. */
export function settingsOf(spec: TrainingSpec): readonly SettingName[] {
  return SETTINGS.filter((name) => settingOf(spec, name) !== undefined);
}

export function settingOf(spec: TrainingSpec, name: SettingName): SettingValue | undefined {
  return ALL[name].read(spec);
}

/** The values that the page offers, the present one included. */
export function settingChoices(
  spec: TrainingSpec,
  name: SettingName,
  catalog: Catalog,
): readonly SettingValue[] {
  const choices = ALL[name].choices(catalog, spec);
  const present = settingOf(spec, name);
  if (present === undefined || choices.includes(present)) return choices;
  const all = [present, ...choices];
  return typeof present === "number" ? all.toSorted((left, right) => Number(left) - Number(right)) : all;
}

export function withSetting(
  spec: TrainingSpec,
  name: SettingName,
  value: SettingValue,
  catalog: Catalog,
): TrainingSpec {
  return ALL[name].write(spec, value, catalog);
}

/** The setting to which a JSON pointer belongs, if there is one. */
export function settingAt(pointer: string): SettingName | undefined {
  return SETTINGS.find((name) => ALL[name].pointers.test(pointer));
}

/** A value of all hidden layers, or the values by layer if they differ; undefined without hidden layers. */
function ofHiddenLayers(
  spec: TrainingSpec,
  value: (layer: TrainingSpec["network"]["layers"][number]) => SettingValue,
): SettingValue | undefined {
  const values = hiddenLayers(spec).map(value);
  return new Set(values).size <= 1 ? values[0] : values.join();
}

function shapeOf(spec: TrainingSpec): string {
  return hiddenLayers(spec)
    .map(({ units }) => units)
    .join();
}

function withHiddenLayers(spec: TrainingSpec, shape: string): TrainingSpec {
  const units = shape === "" ? [] : shape.split(",").map(Number);
  const { network } = withDrawnParameters(spec);
  const hidden = units.map((count) => layer(count, hiddenActivation(spec)));
  return { ...spec, network: { ...network, layers: [...hidden, ...network.layers.slice(-1)] } };
}
