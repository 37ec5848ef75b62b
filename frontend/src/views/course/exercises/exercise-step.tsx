import { EXERCISE_TEXTS } from "../../../i18n/exercise";
import type { ExerciseGrade, ExerciseStep } from "../../../model/course/exercise";
import { readTypedNumber } from "../../../model/course/typed-number";
import { useTexts } from "../course-context";
import { ChoiceField } from "./choice-field";
import { NumberField } from "./number-field";
import { ProseView } from "./prose-view";

export interface ExerciseStepProps {
  readonly number: number;
  readonly step: ExerciseStep;
  readonly grade: ExerciseGrade["steps"][number] | undefined;
  readonly solution: NonNullable<ExerciseGrade["solution"]>[number] | undefined;
  /** Numbers of the steps that the wrong numbers follow from. */
  readonly consistentWith: readonly number[];
  /** Whether the answers can no longer be changed. */
  readonly locked: boolean;
  /** The text of a field; "" if it is empty. */
  readonly entered: (row: number, column: number) => string;
  readonly onEnter: (row: number, column: number, value: string) => void;
}

/** One step of an exercise: prompt, a field for each number or choice, a hint, and after grading the feedback and solution. */
export function ExerciseStepView({
  number,
  step,
  grade,
  solution,
  consistentWith,
  locked,
  entered,
  onEnter,
}: ExerciseStepProps) {
  const text = useTexts(EXERCISE_TEXTS);
  const unreadable = step.labels.some((row, r) =>
    row.some((_, c) => ["invalid", "ambiguous"].includes(readTypedNumber(entered(r, c)).type)),
  );
  const consistent = consistentWith.length > 0;
  const name = text.step(number);
  return (
    <fieldset
      class="exercise-step"
      disabled={locked}
      data-step={step.id}
      data-verdict={grade?.verdict}
      data-mistake={grade?.mistake}
      data-consistent={consistent || undefined}
    >
      <legend>
        {name}
        {grade && (
          <>
            <span class={`verdict verdict-${grade.verdict}`}>
              {" "}
              {consistent
                ? text.consistent(consistentWith.map(String))
                : unreadable && grade.verdict === "missing"
                  ? text.notNumber
                  : text[grade.verdict]}
            </span>
            <span class="exercise-points tabular-numbers" data-points={grade.points}>
              {" "}
              {text.points(grade.points, grade.maxPoints)}
            </span>
          </>
        )}
      </legend>
      <ProseView prose={step.prompt} />
      {step.options ? (
        <ChoiceField
          name={`choice-${step.id}`}
          options={step.options}
          verdict={grade?.verdict}
          chosen={entered(0, 0)}
          onChoose={(option) => {
            onEnter(0, 0, option);
          }}
        />
      ) : (
        <>
          <div class="exercise-rows">
            {step.labels.map((row, r) => (
              <div class="exercise-row" key={r}>
                {row.map((label, c) => (
                  <NumberField
                    key={c}
                    id={`${step.id}-${String(r)}-${String(c)}`}
                    cell={`${String(r)} ${String(c)}`}
                    step={name}
                    label={label}
                    verdict={grade?.cells[r]?.[c]}
                    value={entered(r, c)}
                    onEnter={(value) => {
                      onEnter(r, c, value);
                    }}
                  />
                ))}
              </div>
            ))}
          </div>
          <p class="section-hint">{text.decimals(step.decimals)}</p>
        </>
      )}
      <details class="box box-answer" data-hint>
        <summary>{text.hint}</summary>
        <ProseView prose={step.hint} />
      </details>
      {grade && grade.feedback.length > 0 && (
        <div class="exercise-feedback" role="status">
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
