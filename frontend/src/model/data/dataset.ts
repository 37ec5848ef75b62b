import { withFittingLayers, withTask } from "../spec/edit-spec";
import { treatmentOf, type TrainingSpec } from "../spec/spec";

/** A table that the server keeps, without its rows. */
export interface Dataset {
  readonly id: string;
  /** Names of the input columns, `x1` to `xd` of a spec. */
  readonly columns: readonly string[];
  /** Name of the label column. */
  readonly label: string;
  /** Names of the classes 0, 1, ..; empty if the labels are values. */
  readonly classes: readonly string[];
  /** Number of rows. */
  readonly samples: number;
}

/** Tables with more rows are uploaded; others are a part of the spec. */
export const MAX_INLINE_ROWS = 1000;

/**
 * The CSV to upload: a table of more than `MAX_INLINE_ROWS` rows, with names of its columns. Undefined for a shorter
 * table, and for one whose rows say which set they belong to, because an uploaded one is split by a seed.
 */
export function tableToUpload(text: string): string | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length <= MAX_INLINE_ROWS) return undefined;
  const first = (lines[0] ?? "").split(",").map((cell) => cell.trim());
  if (["set", "train", "test"].includes(first[0] ?? "")) return undefined;
  const named = first.some((cell) => cell === "" || !Number.isFinite(Number(cell)));
  if (named && lines.length === MAX_INLINE_ROWS + 1) return undefined;
  const names = first.slice(1).map((_, at) => `x${String(at + 1)}`);
  return named ? text : `${[...names, "y"].join()}\n${text}`;
}

/** Trains on a dataset. The task follows from its labels where only one is possible. */
export function withDataset(spec: TrainingSpec, { id, classes }: Dataset): TrainingSpec {
  const task = classes.length === 0 ? "regression" : hasNumbers(classes) ? spec.task : "classification";
  const fitting = withTask(spec, task);
  const { data } = spec;
  const [trainFraction, validationFraction] =
    data.source === "inline" ? [0.5, 0] : [data.trainFraction, data.validationFraction];
  return withFittingLayers(
    {
      ...fitting,
      data: {
        source: "uploaded",
        dataset: id,
        trainFraction,
        validationFraction,
        seed: spec.training.seed,
        ...treatmentOf(fitting.data),
      },
    },
    classes.length,
  );
}

function hasNumbers(classes: readonly string[]): boolean {
  return classes.every((name) => Number.isFinite(Number(name)));
}

/** Number of classes, which the id of a dataset tells: 3 of `d150x4c3_..`. Undefined if its labels are values. */
export function classesOfDataset(id: string): number | undefined {
  const classes = /^d\d+x\d+[cn](\d+)u?_/.exec(id)?.[1];
  return classes === undefined ? undefined : Number(classes);
}
