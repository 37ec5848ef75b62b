import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { EXERCISE_TEXTS } from "../../../i18n/exercise";
import type { ExerciseGrade, ExerciseSheet } from "../../../model/course/exercise";
import { Action } from "../../controls/action";
import { announceGrade } from "../../embedding/announce-grade";
import { ServerStatus, useServerRequest } from "../components/server-status";
import { useCourse, useTexts } from "../course-context";
import { FrameSection } from "../frame-section";
import { NotFoundPage } from "../not-found-page";
import { useTitle } from "../use-title";
import { useEntries } from "./entries";
import { SheetView } from "./sheet-view";

/** Short seeds can be read out in class. */
const SEED_LIMIT = 10_000;

/** An exercise to practise: with the lecture's numbers or others, and graded as often as the reader likes. */
export function ExercisePage({ slug }: { readonly slug: string }) {
  const { server, language, place, announce } = useCourse();
  const text = useTexts(EXERCISE_TEXTS);
  const seed = useSignal(seedFromAddress());
  const sheet = useSignal<ExerciseSheet | null | undefined>(undefined);
  const entries = useEntries();
  const grade = useSignal<ExerciseGrade | undefined>(undefined);
  const request = useServerRequest();
  useTitle(sheet.value?.title);
  const [chosenSeed, chosenLanguage] = [seed.value, language.value];
  const check = (of: ExerciseSheet) =>
    request.run(async () => {
      const outcome = await server.grade(slug, chosenSeed, entries.answersTo(of));
      if (outcome.type === "done" && seed.value === chosenSeed) {
        grade.value = outcome.value;
        announceGrade(slug, of.title, outcome.value, of.steps.length, announce);
      }
      return outcome;
    });
  const submit = (of: ExerciseSheet) => {
    if (!request.busy.value) void check(of);
  };
  useEffect(() => {
    const controller = new AbortController();
    void request.run(async () => {
      const outcome = await server.exercise(slug, chosenSeed);
      // After a change of language the answers are graded again, for feedback in that language.
      const wasGraded = outcome.type === "done" && grade.value !== undefined;
      const newGrade = wasGraded
        ? await server.grade(slug, chosenSeed, entries.answersTo(outcome.value))
        : undefined;
      if (controller.signal.aborted) return outcome;
      if (outcome.type === "done") sheet.value = outcome.value;
      if (outcome.type === "gone") sheet.value = null;
      if (newGrade?.type === "done") grade.value = newGrade.value;
      return outcome;
    });
    return () => {
      controller.abort();
    };
  }, [slug, chosenSeed, chosenLanguage]);
  const selectSeed = (next: number | undefined) => {
    seed.value = next;
    entries.clear();
    grade.value = undefined;
    writeSeed(next);
  };
  if (sheet.value === null) return <NotFoundPage />;
  const shown = sheet.value;
  if (!shown) return <ServerStatus request={request} />;
  return (
    <article class="course-column prose exercise">
      <SheetView
        sheet={shown}
        grade={grade.value}
        entries={entries}
        onEnterKey={() => {
          submit(shown);
        }}
        above={
          <div class="stage-row exercise-numbers">
            <Action name="fresh" onPress={() => selectSeed(Math.floor(Math.random() * SEED_LIMIT))}>
              {text.fresh}
            </Action>
            <Action name="own" disabled={seed.value === undefined} onPress={() => selectSeed(undefined)}>
              {text.own}
            </Action>
            {seed.value !== undefined && (
              <span class="stage-note tabular-numbers" data-seed={seed.value}>
                {text.seed(String(seed.value))}
              </span>
            )}
          </div>
        }
        end={
          <>
            <div class="stage-row exercise-end">
              <Action
                name="check"
                main
                disabled={request.busy.value}
                onPress={() => {
                  submit(shown);
                }}
              >
                {text.check}
              </Action>
              <p class="stage-note" role="status" data-right-steps={grade.value?.rightSteps}>
                {grade.value && gradeText(grade.value, shown.steps.length, text)}
              </p>
            </div>
            {request.failed.value && <ServerStatus request={request} />}
          </>
        }
      />
      {!place.embedded && <FrameSection title={shown.title} />}
    </article>
  );
}

function gradeText(grade: ExerciseGrade, steps: number, text: (typeof EXERCISE_TEXTS)["en"]): string {
  if (grade.right) return text.allRight;
  const points = text.allPoints(grade.points, grade.maxPoints);
  return `${text.some(grade.rightSteps, steps)} ${points}${grade.solution ? "" : ` ${text.needsAll}`}`;
}

/** `#seed=17` opens that variant, so that a class can work on the same one. */
function seedFromAddress(): number | undefined {
  const text = new URLSearchParams(location.hash.slice(1)).get("seed");
  const seed = text === null || text === "" ? Number.NaN : Number(text);
  return Number.isSafeInteger(seed) && seed >= 0 ? seed : undefined;
}

function writeSeed(seed: number | undefined): void {
  const keys = new URLSearchParams(location.hash.slice(1));
  if (seed === undefined) keys.delete("seed");
  else keys.set("seed", String(seed));
  const hash = keys.toString();
  history.replaceState(null, "", hash === "" ? location.pathname : `#${hash}`);
}
