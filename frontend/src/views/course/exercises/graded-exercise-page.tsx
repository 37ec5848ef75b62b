import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import contents from "virtual:contents";
import { LTI_TEXTS } from "../../../i18n/lti";
import type { ExerciseGrade } from "../../../model/course/exercise";
import type { Attempts, OpenAttempt } from "../../../model/lti/lti-server";
import { Action } from "../../controls/action";
import { announceGrade } from "../../embedding/announce-grade";
import { SessionStatus } from "../../lti/session-status";
import { useSession } from "../../lti/use-session";
import { useServerRequest } from "../components/server-status";
import { useCourse, useTexts } from "../course-context";
import { NotFoundPage } from "../not-found-page";
import { useTitle } from "../use-title";
import { AttemptResult, AttemptTable, StartAttempt } from "./attempt-parts";
import { missingIn, useAttemptEntries } from "./entries";
import { SheetView } from "./sheet-view";

/** An exercise whose attempts count for a course. Its numbers come with an attempt, its solution when that is closed. */
export function GradedExercisePage({ slug }: { readonly slug: string }) {
  const { lti, language, announce } = useCourse();
  const text = useTexts(LTI_TEXTS).attempts;
  const { session, request: opening } = useSession();
  const attempts = useSignal<Attempts | undefined>(undefined);
  /** The attempt on the page; it stays there when it is closed. */
  const shown = useSignal<OpenAttempt | undefined>(undefined);
  const grade = useSignal<ExerciseGrade | undefined>(undefined);
  const confirming = useSignal(false);
  const entries = useAttemptEntries(shown.value?.id ?? "");
  const request = useServerRequest();
  const entry = contents[language.value].exercises.find((each) => each.slug === slug);
  useTitle(entry?.title);
  const [hasSession, chosenLanguage] = [session.value !== undefined, language.value];
  const load = async () => {
    const outcome = await lti.attempts();
    if (outcome.type !== "done") return outcome;
    attempts.value = outcome.value;
    if (outcome.value.open && grade.value === undefined) shown.value = outcome.value.open;
    return outcome;
  };
  useEffect(() => {
    if (hasSession) void request.run(load);
  }, [hasSession, chosenLanguage]);
  const start = () =>
    request.run(async () => {
      const outcome = await lti.startAttempt();
      // Another tab may have opened or used up an attempt.
      if (outcome.type === "refused") return load();
      if (outcome.type !== "done") return outcome;
      grade.value = undefined;
      shown.value = outcome.value;
      return load();
    });
  const handIn = ({ id, sheet }: OpenAttempt) =>
    request.run(async () => {
      confirming.value = false;
      const outcome = await lti.handIn(id, entries.answersTo(sheet));
      if (outcome.type === "refused") {
        // Another tab may have handed it in, or this one without hearing of it.
        shown.value = undefined;
        await load();
      }
      if (outcome.type !== "done") return outcome;
      grade.value = outcome.value;
      announceGrade(slug, sheet.title, outcome.value, sheet.steps.length, announce);
      return load();
    });
  if (!entry) return <NotFoundPage />;
  if (!session.value || !attempts.value) {
    return (
      <div class="course-column">
        <h1 tabIndex={-1}>{entry.title}</h1>
        <SessionStatus request={session.value ? request : opening} />
      </div>
    );
  }
  const { allowed, closed, best } = attempts.value;
  const current = shown.value;
  const missing = current ? missingIn(entries.answersTo(current.sheet)) : 0;
  const starting = (
    <StartAttempt
      attempts={attempts.value}
      slug={slug}
      busy={request.busy.value}
      onStart={() => void start()}
    />
  );
  if (!current) {
    return (
      <article class="course-column prose exercise">
        <p class="card-kind">{text.kind}</p>
        <h1 tabIndex={-1}>{entry.title}</h1>
        <p class="lead">{entry.summary}</p>
        <p>{text.rules(allowed)}</p>
        <AttemptTable closed={closed} best={best} />
        {starting}
        {request.failed.value && <SessionStatus request={request} />}
      </article>
    );
  }
  return (
    <article class="course-column prose exercise">
      <SheetView
        sheet={current.sheet}
        grade={grade.value}
        entries={entries}
        locked={grade.value !== undefined}
        hidesInside={grade.value === undefined}
        // Enter must not use up an attempt.
        onEnterKey={() => undefined}
        above={
          <p class="stage-note" data-attempt={current.number}>
            <strong>{text.running(current.number, allowed)}</strong>{" "}
            {grade.value === undefined && text.runningHint}
          </p>
        }
        end={
          <div class="exercise-end">
            {grade.value && <AttemptResult number={current.number} grade={grade.value} best={best} />}
            {grade.value && starting}
            {grade.value === undefined && !confirming.value && (
              <Action
                name="hand-in"
                main
                disabled={request.busy.value}
                onPress={() => (confirming.value = true)}
              >
                {text.handIn}
              </Action>
            )}
            {confirming.value && (
              <div role="group" aria-labelledby="confirm-hand-in">
                <p id="confirm-hand-in" role="alert">
                  {missing > 0 ? text.incomplete(current.number, missing) : text.complete(current.number)}
                </p>
                <div class="stage-row">
                  <Action name="hand-in-now" main onPress={() => void handIn(current)}>
                    {text.handInNow}
                  </Action>
                  <Action name="go-on" onPress={() => (confirming.value = false)}>
                    {text.goOn}
                  </Action>
                </div>
              </div>
            )}
            {request.failed.value && <SessionStatus request={request} />}
          </div>
        }
      />
    </article>
  );
}
