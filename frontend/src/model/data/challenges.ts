/** A data set is learned below this test loss: at most about one test sample in a hundred is on the wrong side. */
export const SOLVED_LOSS = 0.02;

/** Data sets to go on with, the most rewarding first. */
export const CHALLENGES = ["spiral", "checkerboard", "rings"] as const;

/** A data set that is offered as the next one. */
export type Challenge = (typeof CHALLENGES)[number];

/** Name of a learned data set among what a person has done. */
export function solvedName(generator: string): string {
  return `dataset ${generator}`;
}
