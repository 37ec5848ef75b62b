import { effect, untracked } from "@preact/signals-core";
import { taskName, type TaskGoal } from "../../model/course/task-goal";
import type { LookInside } from "../inside/look-inside";
import type { Store } from "../store";
import { looksAtNeuron } from "./first-minute";
import type { Progress } from "./progress";

/**
 * Remembers that the goal of a lesson's task is reached, as soon as the page sees it.
 *
 * @returns stops watching
 */
export function rememberTask(
  lesson: string,
  goal: TaskGoal,
  store: Store,
  inside: Pick<LookInside, "walkthrough">,
  progress: Progress,
): () => void {
  const name = taskName(lesson);
  return effect(() => {
    if (store.readOnly.value || !isReachedNow(goal, store, inside)) return;
    untracked(() => {
      if (!progress.done.value.has(name)) progress.mark(name, true);
    });
  });
}

function isReachedNow(
  goal: TaskGoal,
  store: Store,
  { walkthrough }: Pick<LookInside, "walkthrough">,
): boolean {
  switch (goal.type) {
    case "play":
      return store.playing.value;
    case "look":
      return looksAtNeuron(store);
    case "gradients":
      return store.frame.value?.gradients !== undefined;
    case "backward": {
      const step = walkthrough.value?.step.value;
      return step?.phase === "backward" && step.layer === 0;
    }
    case "testLoss": {
      const { epoch = 0, testLoss = Number.POSITIVE_INFINITY } = store.frame.value ?? {};
      // Another choice of data is no training on it: the last frame belongs to the data before.
      const { data } = store.spec.peek();
      const generator = data.source === "generated" ? data.generator : data.source;
      return epoch > 0 && testLoss < goal.below && generator === goal.generator;
    }
  }
}
