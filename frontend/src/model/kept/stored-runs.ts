import type { LossDot } from "../training/curve-dots";
import { MAX_KEPT_RUNS, MAX_NAME, type KeptRun } from "./kept-run";

/** Maximum length of the text. A run of a usual network takes about 6,000 characters. */
const MAX_LENGTH = 200_000;
/** Of one stored curve; far more than a kept curve has. */
const MAX_DOTS = 1000;

/** The runs as text, without the oldest ones if they would be too long. */
export function textOfRuns(runs: readonly KeptRun[]): string {
  const kept: string[] = [];
  let left = MAX_LENGTH;
  for (const run of runs.toReversed()) {
    const text = JSON.stringify(run);
    left -= text.length + 1;
    if (left < 0) break;
    kept.unshift(text);
  }
  return `[${kept.join()}]`;
}

/** Reads the stored runs without the damaged ones; none if the text is damaged. */
export function runsOfText(text: string | null): readonly KeptRun[] {
  try {
    const stored: unknown = JSON.parse(text ?? "[]");
    const runs = Array.isArray(stored) ? stored.filter(isKeptRun) : [];
    const isFirst = (run: KeptRun, at: number) =>
      runs.findIndex(({ id, colour }) => id === run.id || colour === run.colour) === at;
    return runs.filter(isFirst);
  } catch {
    return [];
  }
}

function isKeptRun(item: unknown): item is KeptRun {
  if (typeof item !== "object" || item === null) return false;
  const run = item as Readonly<Partial<Record<keyof KeptRun, unknown>>>;
  return (
    isCount(run.id) &&
    isCount(run.epoch) &&
    isCount(run.colour) &&
    run.colour < MAX_KEPT_RUNS &&
    [run.source, run.address].every((each) => typeof each === "string") &&
    [run.before, run.name].every((each) => each === undefined || typeof each === "string") &&
    (run.name === undefined || (run.name as string).length <= MAX_NAME) &&
    [run.shown, run.pinned].every((each) => typeof each === "boolean") &&
    [run.trainLoss, run.testLoss].every((each) => each === undefined || Number.isFinite(each)) &&
    [run.train, run.test].every(isCurve)
  );
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isCurve(value: unknown): value is readonly LossDot[] {
  return Array.isArray(value) && value.length <= MAX_DOTS && value.every(isDot);
}

function isDot(value: unknown): value is LossDot {
  return Array.isArray(value) && value.length === 2 && isCount(value[0]) && Number.isFinite(value[1]);
}
