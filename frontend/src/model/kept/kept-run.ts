import { decodeAddress, encodeAddress } from "../address/address";
import { DEFAULT_VIEW } from "../address/view-settings";
import type { Catalog } from "../spec/catalog";
import type { TrainingSpec } from "../spec/spec";
import { curveDots, type LossDot } from "../training/curve-dots";
import type { EpochLosses } from "../training/epoch-losses";
import type { LossCurve } from "../training/loss-curve";

/** As many as there are colours. */
export const MAX_KEPT_RUNS = 8;
/** Characters of a name. */
export const MAX_NAME = 60;

/** Stretches of a curve, each with two dots: the chart has about three pixels for one of them. */
const MAX_STRETCHES = 100;
/** Significant digits of a stored loss. */
const DIGITS = 4;

/** A training that has ended or goes on, with its losses, so that later ones can be compared with it. */
export interface KeptRun {
  /** Counts from 1; larger than those of all earlier ones. */
  readonly id: number;
  /** Identifies the training: its job and run. */
  readonly source: string;
  /** Its settings, as the playground's address writes them. */
  readonly address: string;
  /** The settings of the run that was kept before it; undefined for the first one. */
  readonly before?: string | undefined;
  /** The user's name for it; undefined if it is named by what differs from `before`. */
  readonly name?: string | undefined;
  /** From 0 to before the maximum number of kept runs; different for all. */
  readonly colour: number;
  /** Whether the chart shows its curve. */
  readonly shown: boolean;
  /** Whether the user wants it, so that no later run replaces it. */
  readonly pinned: boolean;
  /** Number of completed epochs. */
  readonly epoch: number;
  /** At the last epoch; undefined if there is none, or if it is not finite. */
  readonly trainLoss?: number | undefined;
  readonly testLoss?: number | undefined;
  readonly train: readonly LossDot[];
  readonly test: readonly LossDot[];
}

/** A training at its last epoch, with the settings that it had then. */
export interface TrainedRun {
  readonly source: string;
  readonly spec: TrainingSpec;
  readonly curve: LossCurve;
}

/** Number of completed epochs. */
export function epochOf({ curve }: Pick<TrainedRun, "curve">): number {
  return Math.max(curve.length - 1, 0);
}

/**
 * The runs with another one, the latest last. One that is kept already gets its present losses. If there are too many,
 * the oldest one that is not pinned goes.
 *
 * @param pinned whether the user has asked for it
 * @returns undefined if all are pinned
 */
export function withKeptRun(
  runs: readonly KeptRun[],
  trained: TrainedRun,
  pinned: boolean,
  catalog?: Catalog,
): readonly KeptRun[] | undefined {
  const known = runs.find(({ source }) => source === trained.source);
  const measured = measuredRun(trained, catalog);
  if (known) {
    const updated = { ...known, ...measured, pinned: known.pinned || pinned };
    return runs.map((run) => (run === known ? updated : run));
  }
  const oldest = runs.length < MAX_KEPT_RUNS ? undefined : runs.find((run) => !run.pinned);
  if (runs.length >= MAX_KEPT_RUNS && !oldest) return undefined;
  const others = runs.filter((run) => run !== oldest);
  const before = runs.at(-1)?.address;
  const taken = new Set(others.map(({ colour }) => colour));
  const colour = Array.from({ length: MAX_KEPT_RUNS }, (_, at) => at).find((at) => !taken.has(at)) ?? 0;
  const id = 1 + Math.max(0, ...runs.map((run) => run.id));
  return [...others, { id, ...measured, before, colour, shown: true, pinned }];
}

/** The settings of a kept run. */
export function specOfRun({ address }: Pick<KeptRun, "address">, catalog?: Catalog): TrainingSpec {
  return decodeAddress(address, catalog).spec;
}

function measuredRun({ source, spec, curve }: TrainedRun, catalog?: Catalog) {
  return {
    source,
    address: encodeAddress({ spec, view: DEFAULT_VIEW, unknown: [] }, catalog),
    epoch: epochOf({ curve }),
    trainLoss: lastLoss(curve, "train"),
    testLoss: lastLoss(curve, "test"),
    train: roundedDots(curve, "train"),
    test: roundedDots(curve, "test"),
  };
}

function lastLoss(curve: LossCurve, set: keyof EpochLosses): number | undefined {
  const loss = curve[set][curve.length - 1];
  return typeof loss === "number" && Number.isFinite(loss) ? loss : undefined;
}

function roundedDots(curve: LossCurve, set: keyof EpochLosses): readonly LossDot[] {
  return curveDots(curve, set, MAX_STRETCHES).map(([epoch, loss]) => [
    epoch,
    Number(loss.toPrecision(DIGITS)),
  ]);
}
