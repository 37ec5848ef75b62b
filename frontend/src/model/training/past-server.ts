import type { SpecChanges } from "../spec/branch-settings";
import type { LiveField } from "../spec/live-fields";
import type { Frame } from "./frame";
import type { Moment, OwnJob, Pace, Stop } from "./job";
import type { Outcome } from "./training-server";

/** The port to the past of a run: what was, and another job from there. No method throws. */
export interface PastServer {
  /** What a stream showed after an epoch. Gradients need an extra pass over the training set. */
  frame(at: Moment, gradients: boolean): Promise<Outcome<Frame>>;
  /** When the settings or parameters of a run were changed, in order. */
  changes(jobId: string, run: number): Promise<Outcome<readonly PastChange[]>>;
  /** Creates a live job that continues from a moment of another one. */
  branch(
    from: Moment,
    changes: SpecChanges,
    life: { readonly pace?: Pace; readonly stop?: Stop },
  ): Promise<Outcome<OwnJob>>;
}

/** A change that applied after `epoch` completed epochs. */
export interface PastChange {
  readonly epoch: number;
  readonly settings: Readonly<Partial<Record<LiveField, number>>>;
  /** Whether parameters were set, too. */
  readonly parameters: boolean;
}
