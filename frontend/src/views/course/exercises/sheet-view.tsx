import type { ComponentChildren } from "preact";
import { EXERCISE_TEXTS } from "../../../i18n/exercise";
import type { ExerciseGrade, ExerciseSheet } from "../../../model/course/exercise";
import { insideAddress } from "../../../model/course/exercise-address";
import { AnswerForm } from "../components/answer-form";
import { useCourse, useTexts } from "../course-context";
import { hrefOf } from "../links";
import { PrintableHead } from "../print/printable-head";
import type { Entries } from "./entries";
import { ExerciseStepView } from "./exercise-step";
import { NetworkDrawing } from "./network-drawing";
import { PointsDrawing } from "./points-drawing";
import { ProseView } from "./prose-view";

/** The sheet of an exercise: its task, an input for every number, and the server's grade. */
export function SheetView({
  sheet,
  grade,
  entries,
  locked = false,
  hidesInside = false,
  above,
  end,
  onEnterKey,
}: {
  readonly sheet: ExerciseSheet;
  readonly grade: ExerciseGrade | undefined;
  readonly entries: Entries;
  /** Whether the answers can no longer be changed. */
  readonly locked?: boolean;
  /** "Look inside" shows the answers. */
  readonly hidesInside?: boolean;
  /** Between the summary and the task. */
  readonly above: ComponentChildren;
  /** Below the last step. */
  readonly end: ComponentChildren;
  readonly onEnterKey: () => void;
}) {
  const page = useCourse();
  const text = useTexts(EXERCISE_TEXTS);
  const gradeOf = (step: string) => grade?.steps.find(({ id }) => id === step);
  const numberOfStep = (id: string) => 1 + sheet.steps.findIndex((step) => step.id === id);
  const inside = hidesInside ? undefined : sheet.network && insideAddress(sheet.network);
  return (
    <>
      <PrintableHead kind={page.texts.value.exercise} />
      <h1 tabIndex={-1}>{sheet.title}</h1>
      <p class="lead">{sheet.summary}</p>
      {above}
      <ProseView prose={sheet.task} />
      {sheet.network && <NetworkDrawing network={sheet.network} />}
      {sheet.points.length > 0 && <PointsDrawing points={sheet.points} />}
      {inside !== undefined && (
        <p>
          <a href={hrefOf(page, { type: "preset", address: inside })} data-look-inside>
            {text.lookInside}
          </a>
        </p>
      )}
      <AnswerForm onCheck={onEnterKey}>
        {sheet.steps.map((step, at) => (
          <ExerciseStepView
            key={step.id}
            number={at + 1}
            step={step}
            grade={gradeOf(step.id)}
            solution={grade?.solution?.find(({ id }) => id === step.id)}
            consistentWith={gradeOf(step.id)?.consistentWith.map(numberOfStep) ?? []}
            locked={locked}
            entered={(row, column) => entries.at(step.id, row, column)}
            onEnter={(row, column, value) => {
              entries.enter(step.id, row, column, value);
            }}
          />
        ))}
        {end}
      </AnswerForm>
    </>
  );
}
