import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import contents from "virtual:contents";
import { LTI_TEXTS } from "../../i18n/lti";
import {
  hardestFirst,
  type ClassReport,
  type ClassStep,
  type UnfinishedStudent,
} from "../../model/lti/lti-server";
import { Action } from "../controls/action";
import { useServerRequest } from "../course/components/server-status";
import { useCourse, useTexts } from "../course/course-context";
import { hrefOf } from "../course/links";
import { useTitle } from "../course/use-title";
import { saveFile } from "../sharing/save-file";
import { pointsText, timeText } from "./points-text";
import { SessionStatus } from "./session-status";
import { useSession } from "./use-session";

/** Lets spreadsheets read the names of a CSV as UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A teacher sees how a class has done at a graded exercise. */
export function ClassPage() {
  const page = useCourse();
  const { lti, language } = page;
  const text = useTexts(LTI_TEXTS).class;
  const { session, request } = useSession();
  const reading = useServerRequest();
  const report = useSignal<ClassReport | undefined>(undefined);
  useTitle(text.title);
  const [hasSession, chosenLanguage] = [session.value !== undefined, language.value];
  useEffect(() => {
    if (!hasSession) return;
    void reading.run(async () => {
      const outcome = await lti.classReport();
      if (outcome.type === "done") report.value = outcome.value;
      return outcome;
    });
  }, [hasSession, chosenLanguage]);
  const exercise = contents[language.value].exercises.find(({ slug }) => slug === session.value?.exercise);
  return (
    <div class="course-column class-page">
      <h1 tabIndex={-1}>{text.title}</h1>
      <p class="lead">
        {report.value?.goal ? text.goalLead(report.value.goal) : text.lead(exercise?.title ?? text.unnamed)}
      </p>
      {exercise && (
        <p>
          <a href={hrefOf(page, { type: "exercise", slug: exercise.slug })} target="_blank" rel="noopener">
            {text.look}
          </a>
        </p>
      )}
      {!report.value && <SessionStatus request={session.value ? reading : request} />}
      {report.value && <Students report={report.value} />}
      {report.value?.names === "shown" && <Unfinished students={report.value.unfinished} />}
      {report.value && (
        <WrongSteps steps={hardestFirst(report.value.steps)} ofGoal={report.value.goal !== undefined} />
      )}
    </div>
  );
}

function Students({ report: { students, unfinished, names } }: { readonly report: ClassReport }) {
  const { lti, language } = useCourse();
  const { class: text, attempts } = useTexts(LTI_TEXTS);
  const request = useServerRequest();
  const download = () => {
    if (request.busy.value) return;
    void request.run(async () => {
      const outcome = await lti.classTable();
      if (outcome.type === "done")
        saveFile(text.file, new Blob([BYTE_ORDER_MARK, outcome.value], { type: "text/csv" }));
      return outcome;
    });
  };
  return (
    <section aria-labelledby="students">
      <h2 id="students">{text.students}</h2>
      {students.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <table class="attempts-table tabular-numbers">
          <thead>
            <tr>
              {[text.student, text.attempts, text.best, text.last].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {students.map(({ student, name, attempts: count, lastAt, ...points }) => (
              <tr key={student} data-student={student}>
                <td>
                  <StudentName student={student} name={name} />
                </td>
                <td>{count}</td>
                <td>{pointsText(points, attempts.points)}</td>
                <td>{lastAt === undefined ? "" : timeText(lastAt, language.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="section-hint" data-names={names}>
        {text.names[names]}
      </p>
      {students.length + unfinished.length > 0 && (
        <div class="stage-row">
          <Action name="csv" disabled={request.busy.value} onPress={download}>
            {text.csv}
          </Action>
        </div>
      )}
      {request.failed.value && <SessionStatus request={request} />}
    </section>
  );
}

/** A name of another system, which must not change the direction of the text beside it; else the pseudonym. */
function StudentName({ student, name }: Pick<UnfinishedStudent, "student" | "name">) {
  return name === undefined ? <>{student}</> : <bdi class="student-name">{name}</bdi>;
}

function Unfinished({ students }: { readonly students: readonly UnfinishedStudent[] }) {
  const text = useTexts(LTI_TEXTS).class;
  return (
    <section aria-labelledby="unfinished">
      <h2 id="unfinished">{text.unfinished}</h2>
      {students.length === 0 && <p>{text.finished}</p>}
      {students.length > 0 && (
        <ul class="unfinished-students">
          {students.map(({ student, name, started }) => (
            <li key={student} data-unfinished={student}>
              <StudentName student={student} name={name} />
              {started && <small>{text.started}</small>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A bar for each step: the share of the answers that were wrong; for each target of a goal: of the attempts that missed it. */
function WrongSteps({ steps, ofGoal }: { readonly steps: readonly ClassStep[]; readonly ofGoal: boolean }) {
  const text = useTexts(LTI_TEXTS).class;
  if (steps.length === 0) return null;
  return (
    <section aria-labelledby="wrong-steps">
      <h2 id="wrong-steps">{ofGoal ? text.targets : text.steps}</h2>
      <ul class="wrong-steps">
        {steps.map(({ name, answered, wrong }) => (
          <li key={name} data-wrong={wrong}>
            <span class="wrong-words">
              <span>{name}</span>
              <span class="tabular-numbers">{(ofGoal ? text.missed : text.wrong)(wrong, answered)}</span>
            </span>
            <div class="wrong-bar">
              <div style={{ width: `${String((100 * wrong) / answered)}%` }} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
