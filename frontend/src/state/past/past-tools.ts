import type { ReadonlySignal } from "@preact/signals-core";
import type { PastChange, PastServer } from "../../model/training/past-server";
import type { TrainingServer } from "../../model/training/training-server";
import type { Clock } from "../clock";
import type { EditHistory } from "../history/edit-history";
import type { LiveJob } from "../live-job";
import type { Store } from "../store";
import { Branching } from "./branching";
import { followParent } from "./follow-parent";
import { RunPast } from "./run-past";
import { TimeLine } from "./time-line";

/** The time line of the run, and branches from it. */
export interface PastTools {
  readonly timeLine: TimeLine;
  /** Changes of settings in the run on display. */
  readonly pastChanges: ReadonlySignal<readonly PastChange[]>;
  readonly branching: Branching;
}

export function pastTools(
  server: PastServer & Pick<TrainingServer, "history">,
  clock: Clock,
  store: Store,
  job: LiveJob,
  history: EditHistory,
): PastTools {
  followParent(server, store);
  const past = new RunPast(server, clock, store);
  return {
    timeLine: new TimeLine(clock, past),
    pastChanges: past.changes,
    branching: new Branching(server, store, job, history),
  };
}
