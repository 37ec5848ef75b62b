import type { Catalog } from "../spec/catalog";
import { outputLayer } from "../spec/default-spec";
import { withFittingLayers } from "../spec/edit-spec";
import { hiddenLayers, type Corruption, type DataSource, type Task, type TrainingSpec } from "../spec/spec";
import { withDrawnParameters } from "../spec/variant-fields";
import { classesOfDataset } from "./dataset";
import { classesOf } from "./own-points";

/** Chooses what the network learns to output, its own input or the label. Task, output layer and loss follow. */
export function withTarget(spec: TrainingSpec, target: string, catalog: Catalog): TrainingSpec {
  const { target: current = "label", ...others } = spec.data;
  if (current === target) return spec;
  const data: DataSource = target === "input" ? { ...others, target } : others;
  const [task, classes] = target === "input" ? (["regression"] as const) : labelsOf(data, catalog);
  const network = {
    ...withDrawnParameters(spec).network,
    layers: [...hiddenLayers(spec), outputLayer(task)],
  };
  const training = { ...spec.training, loss: "squaredError" };
  return withFittingLayers({ ...spec, task, data, network, training }, classes);
}

/** The task of the labels, with the number of classes of a classification. Whole numbers from 0 are classes. */
function labelsOf(
  data: DataSource,
  { generators }: Catalog,
): readonly [task: Task, classes?: number | undefined] {
  switch (data.source) {
    case "generated": {
      const choice = generators.find(({ name }) => name === data.generator);
      return [choice?.task ?? "classification", data.classes ?? choice?.classes];
    }
    case "uploaded": {
      const classes = classesOfDataset(data.dataset);
      return classes === undefined ? ["regression"] : ["classification", classes];
    }
    case "inline": {
      const labels = data.train.flatMap(({ y }) => y);
      const areClasses = labels.every((label) => Number.isInteger(label) && label >= 0);
      return areClasses
        ? ["classification", classesOf([...data.train, ...(data.test ?? [])])]
        : ["regression"];
    }
  }
}

/** The type of a spec whose inputs are not disturbed. */
export const NO_CORRUPTION = "none";

/** Disturbs the inputs of training in another way. The amount stays if the type can have it. */
export function withCorruptionType(spec: TrainingSpec, type: string, catalog: Catalog): TrainingSpec {
  const { corruption, ...data } = spec.data;
  if (type === NO_CORRUPTION) return { ...spec, data };
  const usual = catalog.ranges["corruptionAmount"]?.default ?? 0.2;
  const amount = corruption?.amount ?? usual;
  const fits = amount <= (amountRange(type, catalog)?.maximum ?? amount);
  return { ...spec, data: { ...data, corruption: { type, amount: fits ? amount : usual } } };
}

export function withCorruptionAmount(spec: TrainingSpec, amount: number): TrainingSpec {
  const { corruption } = spec.data;
  return corruption ? { ...spec, data: { ...spec.data, corruption: { ...corruption, amount } } } : spec;
}

/** The range of the amount: a standard deviation of Gaussian noise, else a probability. */
export function amountRange(type: Corruption["type"], { ranges }: Catalog) {
  const range = ranges["corruptionAmount"];
  return range && type !== "gaussian" ? { ...range, maximum: Math.min(range.maximum, 1) } : range;
}
