/**
 * What a task of a lesson asks for, as far as the playground can see it: a training, a neuron under the pointer or focus,
 * the gradients of all layers below the loss curve, the backward pass down to the first layer in "Look inside", or a test
 * loss below a number on the data of this generator.
 */
export type TaskGoal =
  | { readonly type: (typeof TASK_DEEDS)[number] }
  | { readonly type: "testLoss"; readonly below: number; readonly generator: string };

/** Goals that are reached by doing something. */
export const TASK_DEEDS = ["play", "look", "gradients", "backward"] as const;

/** Name of a lesson's task among what a person has done. */
export function taskName(lesson: string): string {
  return `task ${lesson}`;
}
