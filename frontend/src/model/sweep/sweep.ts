import type { TrainingSpec } from "../spec/spec";
import type { Stop } from "../training/job";
import type { ConnectionListener, Outcome } from "../training/training-server";

/** Values of one field of the spec, or a number of seeds of initializer and training. */
export type SweepAxis =
  { readonly pointer: string; readonly values: readonly unknown[] } | { readonly seeds: number };

export interface SweepRequest {
  readonly spec: TrainingSpec;
  readonly axes: readonly SweepAxis[];
  readonly stop: Stop;
}

export interface Sweep {
  readonly id: string;
  readonly state: string;
  /** Undefined if the page cannot read it, or has not received it. */
  readonly spec: TrainingSpec | undefined;
  readonly axes: readonly SweepAxis[];
  readonly stop: Stop;
  readonly total: number;
}

/** One job of a sweep, in the order of the table: the values of the last axis change fastest. */
export interface SweepRow {
  /** Undefined if the job was deleted. */
  readonly job: string | undefined;
  readonly state: string;
  readonly epoch: number;
  readonly trainLoss: number | undefined;
  readonly testLoss: number | undefined;
  /** 0 to 1; undefined of regressions. */
  readonly testAccuracy: number | undefined;
  /** The first epoch at or below the target; undefined if it was not reached, or there is none. */
  readonly epochsToTarget: number | undefined;
}

/** The server's part of sweeps. No method throws. */
export interface SweepServer {
  submit(request: SweepRequest): Promise<Outcome<OwnSweep>>;
  /**
   * Calls the listener until the stream ends or is closed. Every stream begins with the sweep and all rows. Returns a
   * function that closes it; no call follows afterwards.
   */
  openStream(id: string, listener: SweepListener): () => void;
  /** The table as CSV. */
  csv(id: string): Promise<Outcome<string>>;
  cancel(own: OwnSweep): Promise<Outcome<Sweep>>;
  /** Address of the picture of a job's output over the plane; 10 to 200 points per axis. */
  pictureOf(job: string, resolution: number): string;
}

export interface SweepListener extends ConnectionListener {
  /** The sweep; its spec only at the beginning of a stream. */
  readonly sweep: (sweep: Sweep) => void;
  /** New or changed rows, by their index in the table. */
  readonly rows: (rows: ReadonlyMap<number, SweepRow>) => void;
  /** The sweep has ended, and nothing follows. */
  readonly complete: () => void;
}

/** A sweep with the token that permits changes. */
export interface OwnSweep {
  readonly sweep: Sweep;
  readonly controlToken: string;
}

export function hasEndedSweep({ state }: Sweep): boolean {
  return state === "succeeded" || state === "failed" || state === "cancelled";
}

export function sizeOf(axis: SweepAxis): number {
  return "seeds" in axis ? axis.seeds : axis.values.length;
}

/** Number of jobs of all combinations. */
export function combinations(axes: readonly SweepAxis[]): number {
  return axes.reduce((count, axis) => count * sizeOf(axis), 1);
}

/** For each axis the index of its value in a row. */
export function indicesOf(axes: readonly SweepAxis[], row: number): readonly number[] {
  const indices: number[] = [];
  let rest = row;
  for (const axis of axes.toReversed()) {
    indices.unshift(rest % sizeOf(axis));
    rest = Math.floor(rest / sizeOf(axis));
  }
  return indices;
}
