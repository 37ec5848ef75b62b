import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { EXERCISE_TEXTS } from "../../../i18n/exercise";
import type { ExerciseAnswers, ExerciseGrade, ExerciseSheet } from "../../../model/course/exercise";
import { insideAddress } from "../../../model/course/exercise-address";
import { readTypedNumber } from "../../../model/course/typed-number";
import { Action } from "../../controls/action";
import { useCourse, useTexts } from "../course-context";
import { hrefOf } from "../links";
import { ExerciseStepView } from "./exercise-step";
import { FrameSection } from "../frame-section";
import { PrintableHead } from "../print/printable-head";
import { NetworkDrawing } from "./network-drawing";
import { NotFoundPage } from "../not-found-page";
import { useTitle } from "../use-title";
import { PointsDrawing } from "./points-drawing";
import { ProseView } from "./prose-view";
import { announceGrade } from "../../embedding/announce-grade";
import { AnswerForm } from "../components/answer-form";
import { ServerStatus, useServerRequest } from "../components/server-status";

/** Short seeds can be read out in class. */
const SEED_LIMIT = 10_000;

/** An exercise: its task, an input for every number, and the server's grade. */
export function ExercisePage({ slug }: { readonly slug: string }) {
  const page = useCourse();
  const { server, language, texts, place, announce } = page;
  const text = useTexts(EXERCISE_TEXTS);
  const seed = useSignal(seedFromAddress());
  const sheet = useSignal<ExerciseSheet | null | undefined>(undefined);
  /** Inputs as typed, by step, row and column. */
  const entered = useSignal<ReadonlyMap<string, string>>(new Map());
  const grade = useSignal<ExerciseGrade | undefined>(undefined);
  const request = useServerRequest();
  useTitle(sheet.value?.title);
  const [chosenSeed, chosenLanguage] = [seed.value, language.value];
  const answers = (of: ExerciseSheet): ExerciseAnswers =>
    Object.fromEntries(
      of.steps.map(({ id, labels }) => [
        id,
        labels.map((row, r) => row.map((_, c) => numberOf(entered.value.get(cellKey(id, r, c))))),
      ]),
    );
  const check = (of: ExerciseSheet) =>
    request.run(async () => {
      const outcome = await server.grade(slug, chosenSeed, answers(of));
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
      const newGrade = wasGraded ? await server.grade(slug, chosenSeed, answers(outcome.value)) : undefined;
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
  const gradeOf = (step: string) => grade.value?.steps.find(({ id }) => id === step);
  const selectSeed = (next: number | undefined) => {
    seed.value = next;
    entered.value = new Map();
    grade.value = undefined;
    writeSeed(next);
  };
  if (sheet.value === null) return <NotFoundPage />;
  const shown = sheet.value;
  if (!shown) return <ServerStatus request={request} />;
  const numberOfStep = (id: string) => 1 + shown.steps.findIndex((step) => step.id === id);
  const inside = shown.network && insideAddress(shown.network);
  return (
    <article class="course-column prose exercise">
      <PrintableHead kind={texts.value.exercise} />
      <h1 tabIndex={-1}>{shown.title}</h1>
      <p class="lead">{shown.summary}</p>
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
      <ProseView prose={shown.task} />
      {shown.network && <NetworkDrawing network={shown.network} />}
      {shown.points.length > 0 && <PointsDrawing points={shown.points} />}
      {inside !== undefined && (
        <p>
          <a href={hrefOf(page, { type: "preset", address: inside })} data-look-inside>
            {text.lookInside}
          </a>
        </p>
      )}
      <AnswerForm
        onCheck={() => {
          submit(shown);
        }}
      >
        {shown.steps.map((step, at) => (
          <ExerciseStepView
            key={step.id}
            number={at + 1}
            step={step}
            grade={gradeOf(step.id)}
            solution={grade.value?.solution?.find(({ id }) => id === step.id)}
            consistentWith={gradeOf(step.id)?.consistentWith.map(numberOfStep) ?? []}
            entered={(row, column) => entered.value.get(cellKey(step.id, row, column)) ?? ""}
            onEnter={(row, column, value) =>
              (entered.value = new Map([...entered.value, [cellKey(step.id, row, column), value]]))
            }
          />
        ))}
        <div class="stage-row exercise-end">
          <button
            type="button"
            class="action action-main"
            data-action="check"
            aria-disabled={request.busy.value}
            onClick={() => {
              submit(shown);
            }}
          >
            {text.check}
          </button>
          <p class="stage-note" role="status" data-right-steps={grade.value?.rightSteps}>
            {grade.value && gradeText(grade.value, shown.steps.length, text)}
          </p>
        </div>
        {request.failed.value && <ServerStatus request={request} />}
      </AnswerForm>
      {!place.embedded && <FrameSection title={shown.title} />}
    </article>
  );
}

function gradeText(grade: ExerciseGrade, steps: number, text: (typeof EXERCISE_TEXTS)["en"]): string {
  if (grade.right) return text.allRight;
  const points = text.allPoints(grade.points, grade.maxPoints);
  return `${text.some(grade.rightSteps, steps)} ${points}${grade.solution ? "" : ` ${text.needsAll}`}`;
}

/** Null for an empty field and for what is not a number. */
function numberOf(entered = ""): number | null {
  const typed = readTypedNumber(entered);
  return typed.type === "number" ? typed.value : null;
}

function cellKey(step: string, row: number, column: number): string {
  return `${step} ${String(row)} ${String(column)}`;
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
