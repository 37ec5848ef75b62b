import { EXERCISE_TEXTS } from "../../../i18n/exercise";
import type { ExerciseGrade, ExerciseStep } from "../../../model/course/exercise";
import { useTexts } from "../course-context";
import { Formula } from "../components/formula";
import { ProseView } from "./prose-view";

/** One step of an exercise: prompt, an input for each number, and after grading the feedback and solution. */
export function ExerciseStepView({
  number,
  step,
  grade,
  solution,
  fixFirst,
  entered,
  onEnter,
}: {
  readonly number: number;
  readonly step: ExerciseStep;
  readonly grade: ExerciseGrade["steps"][number] | undefined;
  readonly solution: NonNullable<ExerciseGrade["solution"]>[number] | undefined;
  /** Number of an earlier wrong step; undefined if there is none. */
  readonly fixFirst: number | undefined;
  readonly entered: (row: number, column: number) => string;
  readonly onEnter: (row: number, column: number, value: string) => void;
}) {
  const text = useTexts(EXERCISE_TEXTS);
  return (
    <fieldset class="exercise-step" data-step={step.id} data-verdict={grade?.verdict}>
      <legend>
        {text.step(number)}
        {grade && <span class={`verdict verdict-${grade.verdict}`}> {text[grade.verdict]}</span>}
      </legend>
      <ProseView prose={step.prompt} />
      <div class="exercise-rows">
        {step.labels.map((row, r) => (
          <div class="exercise-row" key={r}>
            {row.map((label, c) => {
              const verdict = grade?.cells[r]?.[c];
              return (
                <label class="exercise-cell" key={c} data-verdict={verdict}>
                  <Formula tex={label} />
                  <input
                    type="text"
                    inputMode="decimal"
                    autoComplete="off"
                    class="tabular-numbers"
                    aria-label={`${text.step(number)}: ${readableFormula(label)}`}
                    data-cell={`${String(r)} ${String(c)}`}
                    aria-invalid={verdict === "wrong"}
                    value={entered(r, c)}
                    onInput={({ currentTarget }) => {
                      onEnter(r, c, currentTarget.value);
                    }}
                  />
                </label>
              );
            })}
          </div>
        ))}
      </div>
      <p class="section-hint">{text.decimals(step.decimals)}</p>
      {grade && grade.feedback.length > 0 && (
        <div class="exercise-feedback" role="status">
          {grade.verdict === "wrong" && fixFirst !== undefined && (
            <p data-fix-first={fixFirst}>{text.fixFirst(String(fixFirst))}</p>
          )}
          <ProseView prose={grade.feedback} />
        </div>
      )}
      {solution && (
        <details class="box box-answer" data-solution>
          <summary>{text.solution}</summary>
          <ProseView prose={solution.worked} />
        </details>
      )}
    </fieldset>
  );
}

/** Readable source of a formula. axe and some screen readers do not accept MathML as a label. */
function readableFormula(tex: string): string {
  return tex.replace(/\\partial/g, "∂").replace(/[\\{}]/g, "");
}
