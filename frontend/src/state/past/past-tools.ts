import type { PastServer } from "../../model/training/past-server";
import type { TrainingServer } from "../../model/training/training-server";
import type { Clock } from "../clock";
import type { EditHistory } from "../history/edit-history";
import type { LiveJob } from "../live-job";
import type { Store } from "../store";
import { Branching } from "./branching";
import { followParent } from "./follow-parent";
import { TimeLine } from "./time-line";

/** The time line of the run, and branches from it. */
export interface PastTools {
  readonly timeLine: TimeLine;
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
  return {
    timeLine: new TimeLine(server, clock, store),
    branching: new Branching(server, store, job, history),
  };
}
