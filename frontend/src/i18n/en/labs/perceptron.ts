export const perceptron = {
  samples: "Samples",
  sets: {
    lecture: "Exercise A, the lecture's order",
    turn: "Exercise A, x₁, x₂, x₃ repeatedly",
    or: "OR",
    xor: "XOR",
    two: "XOR with two lines",
  },
  next: "Next sample",
  back: "Previous",
  toEnd: "To the end",
  again: "Restart",
  visit: "Visit",
  sample: "sample",
  verdict: "result",
  wrong: "wrong: corrected",
  right: "right",
  table: "Steps of the rule, sample by sample",
  converged: (corrections: number) =>
    `All samples of a pass are right, after ${String(corrections)} corrections.`,
  lectureDone: "All three samples are right now. The order of visits was the lecture's.",
  never: (passes: number, best: number) =>
    `After ${String(passes)} passes the rule still makes corrections. The best line so far had ${String(best)} of 4 right.`,
  underway: (right: number, all: number) => `${String(right)} of ${String(all)} are right with this line.`,
  noLine: "While all weights are zero, there is no line.",
  plane: (line: string) => `The samples, and the line ${line}. The arrow shows its positive side.`,
  lineOf: (number: number) => `Line ${String(number)}: shift`,
  twoPlane: (right: number) => `The four inputs of XOR and two lines. ${String(right)} of 4 are right.`,
  twoHint:
    "Two neurons draw one line each, and a third answers 1 only where both answer 1. Shift the lines until the band between them contains the two blue points.",
  twoRight: (right: number) => `${String(right)} of 4 are right.`,
};
