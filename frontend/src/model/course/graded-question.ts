import type { Block, GradedQuestion, NumberQuestion } from "./article";
import { readTypedNumber } from "./typed-number";

/** What the page says about a given answer; undefined if there is none. */
export interface Grade {
  readonly verdict: "right" | "wrong" | "notANumber" | "ambiguous";
  readonly feedback: readonly Block[];
}

/** Relative rounding error of a typed fraction such as "1/3", which counts as equal. */
const ROUNDING = 1e-9;

/**
 * Grades an answer.
 *
 * @param given position of the chosen option, or the number as typed; undefined if the question is open
 */
export function gradeOf(question: GradedQuestion, given: string | undefined): Grade | undefined {
  if (given === undefined) return undefined;
  if (question.type === "number") return numberGrade(question, given);
  const option = question.options[Number(given)];
  return option && { verdict: option.right ? "right" : "wrong", feedback: option.feedback };
}

function numberGrade(question: NumberQuestion, given: string): Grade | undefined {
  const typed = readTypedNumber(given);
  switch (typed.type) {
    case "empty":
      return undefined;
    case "invalid":
      return { verdict: "notANumber", feedback: [] };
    case "ambiguous":
      return { verdict: "ambiguous", feedback: [] };
    case "number": {
      const is = (wanted: number) =>
        Math.abs(typed.value - wanted) <= question.tolerance + ROUNDING * Math.max(1, Math.abs(wanted));
      if (is(question.answer)) return { verdict: "right", feedback: question.right };
      const mistake = question.mistakes.find((each) => is(each.is));
      return { verdict: "wrong", feedback: mistake?.feedback ?? question.wrong };
    }
  }
}
