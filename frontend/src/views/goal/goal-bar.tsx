import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { LTI_TEXTS } from "../../i18n/lti";
import { excessOf, type Goal } from "../../model/goal/goal";
import { Action } from "../controls/action";
import "../controls/choices.css";
import { Icon } from "../controls/icons";
import { pointsText } from "../lti/points-text";
import { usePage } from "../page-context";
import "./goal.css";
import { rulesText, targetText } from "./goal-text";
import { useGoal, type GoalState } from "./use-goal";

/** The training goal of the page: what is reached, and for a course the student's attempts. */
export function GoalBar({ goal, graded }: { readonly goal: Goal; readonly graded: boolean }) {
  const { language, embedded } = usePage();
  // A frame has no other heading.
  const Heading = embedded ? "h1" : "h2";
  const text = LTI_TEXTS[language.value].goal;
  const state = useGoal(goal, graded);
  const rules = rulesText(goal, text);
  return (
    <section class="goal-bar" aria-label={text.region}>
      <div class="goal-words">
        <Heading class="goal-name">{text.region}</Heading>
        <ol class="goal-targets">
          {goal.goals.map((target, at) => (
            <li key={at} data-reached={at < state.reached}>
              <span class="goal-tick" aria-hidden="true">
                {at < state.reached ? (
                  <Icon name="check" size={14} />
                ) : (
                  goal.goals.length > 1 && String(at + 1)
                )}
              </span>
              <span>
                {targetText(target, text)}
                {at < state.reached && <span class="visually-hidden"> ({text.reached})</span>}
              </span>
            </li>
          ))}
        </ol>
        {rules !== "" && <p class="goal-rules">{rules}</p>}
      </div>
      <Progress goal={goal} graded={graded} state={state} />
    </section>
  );
}

/** What counts at the moment, what keeps it from counting, and what a student of a course can do. */
function Progress({
  goal,
  graded,
  state,
}: {
  readonly goal: Goal;
  readonly graded: boolean;
  readonly state: GoalState;
}) {
  const { store, language } = usePage();
  const { goal: text, attempts: words, expired } = LTI_TEXTS[language.value];
  const { reached, attempts, open, closed, busy, failed } = state;
  const confirming = useSignal(false);
  const acted = useRef(false);
  const bar = useRef<HTMLDivElement>(null);
  const press = (action: () => void) => () => {
    acted.current = true;
    action();
  };
  const ask = (asks: boolean) => press(() => (confirming.value = asks));
  const handIn = (withJob: boolean) =>
    press(() => {
      confirming.value = false;
      state.handIn(withJob);
    });
  useEffect(() => {
    // The button that had the focus has gone.
    if (acted.current && document.activeElement === document.body) bar.current?.focus();
  });
  const left = attempts ? Math.max(attempts.allowed - attempts.closed.length - (open ? 1 : 0), 0) : 0;
  const all = goal.goals.length;
  const excess = excessOf(goal, store.spec.value);
  const refused = failed?.type === "refused" ? failed.problem : undefined;
  const isLost = failed?.type === "unreachable" || failed?.type === "busy";
  const status = () => {
    if (failed?.type === "gone") return expired;
    if (closed) return text.closed(closed.number, pointsText(closed, words.points));
    if (open && attempts) return words.running(open.number, attempts.allowed);
    if (graded) return attempts && left > 0 ? text.before : "";
    return reached >= all ? text.all : text.practice;
  };
  return (
    <div class="goal-progress" tabIndex={-1} ref={bar}>
      <p role="status" class="goal-state" data-goal-state={closed ? "closed" : open ? "open" : "practice"}>
        {status()}
      </p>
      {excess && reached < all && !closed && (
        <p class="goal-problem" role="status" data-goal-problem="excess">
          {text.excess[excess.limit](excess.most, excess.actual)}
        </p>
      )}
      {refused && !excess && (
        <p class="goal-problem" role="alert" data-goal-problem="refused">
          {refused.detail ?? refused.title}
        </p>
      )}
      {isLost && (
        <p class="goal-problem" role="alert" data-goal-problem="lost">
          {text.lost}
        </p>
      )}
      {graded && isLost && !attempts && (
        <Action name="retry" disabled={busy} onPress={press(state.load)}>
          {text.retry}
        </Action>
      )}
      {graded && attempts && !open && (
        <>
          {attempts.best && <p data-best>{words.best(pointsText(attempts.best, words.points))}</p>}
          <p data-left={left}>{words.left(left)}</p>
          {left > 0 && (
            <Action name="start" main disabled={busy} onPress={press(state.start)}>
              {words.start(attempts.closed.length + 1, attempts.allowed)}
            </Action>
          )}
        </>
      )}
      {open && !confirming.value && (
        <>
          {refused && (
            <Action name="begin-again" main disabled={busy} onPress={press(state.beginAgain)}>
              {text.beginAgain}
            </Action>
          )}
          <Action name="hand-in" disabled={busy} onPress={ask(true)}>
            {words.handIn}
          </Action>
        </>
      )}
      {open && confirming.value && (
        <div class="goal-confirm" role="group" aria-labelledby="confirm-hand-in">
          <p id="confirm-hand-in" role="alert">
            {text.confirm(open.number, reached, all)}
          </p>
          {/* Nothing can be read from a job that does not count. */}
          <Action name="hand-in-now" main disabled={busy} onPress={handIn(!refused && !excess)}>
            {refused || excess ? text.withoutJob : words.handInNow}
          </Action>
          <Action name="go-on" onPress={ask(false)}>
            {words.goOn}
          </Action>
        </div>
      )}
    </div>
  );
}
