import type { ExerciseAnswers, ExerciseGrade, ExerciseSheet, Prose, Verdict } from "../model/course/exercise";
import type { WireAnswers, WireGrade, WireProse, WireSheet } from "./wire";

export function sheetOf(wire: WireSheet): ExerciseSheet {
  return {
    slug: wire.slug,
    seed: wire.seed,
    title: wire.title,
    summary: wire.summary,
    task: proseOf(wire.task),
    steps: wire.steps.map(({ id, prompt, labels, decimals, hint, options }) => ({
      id,
      prompt: proseOf(prompt),
      labels,
      decimals,
      hint: proseOf(hint),
      options: options ? proseOf(options) : undefined,
    })),
    network: wire.network ?? undefined,
    points: wire.points,
  };
}

export function gradeOf(wire: WireGrade): ExerciseGrade {
  return {
    right: wire.right,
    rightSteps: wire.rightSteps,
    points: wire.points,
    maxPoints: wire.maxPoints,
    steps: wire.steps.map(({ verdict, cells, feedback, mistake, ...step }) => ({
      ...step,
      verdict: verdictOf(verdict),
      cells: cells.map((row) => row.map(verdictOf)),
      feedback: proseOf(feedback),
      mistake: mistake ?? undefined,
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
