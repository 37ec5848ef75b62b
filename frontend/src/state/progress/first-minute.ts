import { effect, untracked } from "@preact/signals-core";
import { solvedName } from "../../model/data/challenges";
import { hiddenLayers } from "../../model/spec/spec";
import type { Store } from "../store";
import { FIRST_PLAY } from "./first-play";
import type { Progress } from "./progress";

/** What a person may try in the first minute, in this order. */
export const FIRST_MINUTE = ["play", "look", "layer", "xor", "spiral"] as const;

export type Goal = (typeof FIRST_MINUTE)[number];

/** Names of the goals among what a person has done. */
const NAMES: Readonly<Record<Goal, string>> = {
  play: FIRST_PLAY,
  look: "goal look",
  layer: "goal layer",
  xor: solvedName("xor"),
  spiral: solvedName("spiral"),
};

export function isReached(goal: Goal, { done }: Pick<Progress, "done">): boolean {
  return done.value.has(NAMES[goal]);
}

/** Whether a neuron, and not a feature, is under the pointer or focus. */
export function looksAtNeuron({ inspected }: Pick<Store, "inspected">): boolean {
  return (inspected.value?.layer ?? -1) >= 0;
}

/**
 * Remembers the first look at a single neuron and the first layer that was taken away. The other goals are remembered
 * with the first play and with the data sets that were learned.
 */
export function rememberGoals(
  { inspected, spec, readOnly }: Pick<Store, "inspected" | "spec" | "readOnly">,
  progress: Progress,
): void {
  const reach = (goal: Goal) => {
    untracked(() => {
      if (!readOnly.value && !isReached(goal, progress)) progress.mark(NAMES[goal], true);
    });
  };
  effect(() => {
    if (looksAtNeuron({ inspected })) reach("look");
  });
  let before = hiddenLayers(spec.peek()).length;
  effect(() => {
    const layers = hiddenLayers(spec.value).length;
    // A prepared network or another address changes several layers at once.
    if (layers === before - 1) reach("layer");
    before = layers;
  });
}
