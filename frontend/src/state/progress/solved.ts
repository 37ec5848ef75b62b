import { effect, untracked } from "@preact/signals-core";
import type { Frame } from "../../model/training/frame";
import { CHALLENGES, SOLVED_LOSS, solvedName, type Challenge } from "../../model/data/challenges";
import type { TrainingSpec } from "../../model/spec/spec";
import type { Progress } from "./progress";
import type { Store } from "../store";

/**
 * Remembers each data set of the page whose classification the person's own network has learned. The first time it shows
 * a notice, which ends with the run.
 */
export function rewardSolvedData(store: Store, progress: Progress): void {
  effect(() => {
    const frame = store.frame.value;
    untracked(() => {
      if (!frame) return;
      const { notice } = store;
      if (notice.value?.type === "solved" && notice.value.run !== frame.run) notice.value = undefined;
      const generator = learnableData(store);
      const epochs = store.playing.value ? solvedEpoch(frame) : undefined;
      if (generator === undefined || epochs === undefined) return;
      if (progress.done.value.has(solvedName(generator))) return;
      progress.mark(solvedName(generator), true);
      notice.value = { type: "solved", run: frame.run, epochs, next: nextChallenge(store, progress) };
    });
  });
}

/** The data set, if it is one that the page offers for classification. */
function learnableData({ spec, readOnly, hidden }: Store): string | undefined {
  const { task, data }: TrainingSpec = spec.value;
  if (task !== "classification" || data.source !== "generated") return undefined;
  return readOnly.value || hidden.value.has("dataset") ? undefined : data.generator;
}

/** The first epoch of this frame with a small test loss. */
function solvedEpoch({ epoch, testLoss, losses }: Frame): number | undefined {
  if (epoch === 0 || testLoss === undefined || testLoss >= SOLVED_LOSS) return undefined;
  const at = losses?.test?.findIndex((loss) => loss !== null && loss < SOLVED_LOSS) ?? -1;
  return losses && at >= 0 ? losses.fromEpoch + at : epoch;
}

function nextChallenge({ catalog }: Store, { done }: Progress): Challenge | undefined {
  const offered = catalog.value.generators.map(({ name }) => name);
  return CHALLENGES.find((name) => offered.includes(name) && !done.value.has(solvedName(name)));
}
