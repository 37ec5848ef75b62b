/** The texts around the graded questions of a lesson. */
export const questions = {
  question: (number: number) => `Question ${String(number)}`,
  yourNumber: "Your number",
  check: "Check",
  tryAgain: "Try again",
  verdicts: {
    right: "Right.",
    wrong: "Not right.",
    notANumber: "This is not a number. Type, for example, 0.25, −3, 1/4 or 2e-3.",
    ambiguous: "Does the comma separate thousands or decimals? Use a decimal point, and no comma.",
  },
  answered: (right: number, all: number) =>
    `${String(right)} of ${String(all)} ${all === 1 ? "question" : "questions"} answered right`,
};
