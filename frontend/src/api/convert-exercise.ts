import type { ExerciseAnswers, ExerciseGrade, ExerciseSheet, Prose, Verdict } from "../model/course/exercise";
import type { WireAnswers, WireGrade, WireProse, WireSheet } from "./wire";

export function sheetOf(wire: WireSheet): ExerciseSheet {
  return {
    slug: wire.slug,
    seed: wire.seed,
    title: wire.title,
    summary: wire.summary,
    task: proseOf(wire.task),
    steps: wire.steps.map(({ id, prompt, labels, decimals }) => ({
      id,
      prompt: proseOf(prompt),
      labels,
      decimals,
    })),
  };
}

export function gradeOf(wire: WireGrade): ExerciseGrade {
  return {
    right: wire.right,
    rightSteps: wire.rightSteps,
    steps: wire.steps.map(({ id, verdict, cells, feedback }) => ({
      id,
      verdict: verdictOf(verdict),
      cells: cells.map((row) => row.map(verdictOf)),
      feedback: proseOf(feedback),
    })),
    solution: wire.solution?.map(({ id, values, worked }) => ({ id, values, worked: proseOf(worked) })),
  };
}

/** A verdict that this page does not know counts as no answer. */
function verdictOf(verdict: string): Verdict {
  return verdict === "right" || verdict === "wrong" ? verdict : "missing";
}

export function wireAnswersOf(answers: ExerciseAnswers): WireAnswers {
  return Object.fromEntries(
    Object.entries(answers).map(([step, rows]) => [step, rows.map((row) => [...row])]),
  );
}

function proseOf(wire: WireProse): Prose {
  return wire.map((paragraph) =>
    paragraph.map(({ text, tex }) => (tex === undefined ? { text: text ?? "" } : { tex })),
  );
}
