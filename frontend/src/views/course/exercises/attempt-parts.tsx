import { LTI_TEXTS } from "../../../i18n/lti";
import type { ExerciseGrade } from "../../../model/course/exercise";
import type { Attempts, Points } from "../../../model/lti/lti-server";
import { Action } from "../../controls/action";
import { pointsText, timeText } from "../../lti/points-text";
import { useCourse, useTexts } from "../course-context";
import { hrefOf } from "../links";

/** The attempts that a student has handed in. */
export function AttemptTable({
  closed,
  best,
}: {
  readonly closed: Attempts["closed"];
  readonly best: Points | undefined;
}) {
  const { language } = useCourse();
  const text = useTexts(LTI_TEXTS).attempts;
  if (closed.length === 0) return null;
  return (
    <>
      <table class="attempts-table tabular-numbers">
        <caption>{text.history}</caption>
        <thead>
          <tr>
            {[text.number, text.result, text.time].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {closed.map(({ number, closedAt, ...points }) => (
            <tr key={number} data-closed={number}>
              <td>{number}</td>
              <td>{pointsText(points, text.points)}</td>
              <td>{timeText(closedAt, language.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {best && <p data-best={best.points}>{text.best(pointsText(best, text.points))}</p>}
    </>
  );
}

/** What the attempt that was just handed in is worth. */
export function AttemptResult({
  number,
  grade,
  best,
}: {
  readonly number: number;
  readonly grade: ExerciseGrade;
  readonly best: Points | undefined;
}) {
  const text = useTexts(LTI_TEXTS).attempts;
  return (
    <p role="status" data-points={grade.points}>
      <strong>{text.handedIn(number, pointsText(grade, text.points))}</strong>{" "}
      {best && text.best(pointsText(best, text.points))}
    </p>
  );
}

/** Says how many attempts are left, and starts the next one. */
export function StartAttempt({
  attempts: { allowed, closed, open },
  slug,
  busy,
  onStart,
}: {
  readonly attempts: Attempts;
  readonly slug: string;
  readonly busy: boolean;
  readonly onStart: () => void;
}) {
  const page = useCourse();
  const text = useTexts(LTI_TEXTS).attempts;
  const left = Math.max(allowed - closed.length - (open ? 1 : 0), 0);
  return (
    <>
      <p class="stage-note" data-left={left}>
        {text.left(left)}
      </p>
      <div class="stage-row">
        {left > 0 && (
          <Action name="start" main disabled={busy} onPress={onStart}>
            {text.start(closed.length + 1, allowed)}
          </Action>
        )}
        <a href={hrefOf(page, { type: "exercise", slug })} target="_blank" rel="noopener">
          {text.practise}
        </a>
      </div>
    </>
  );
}
