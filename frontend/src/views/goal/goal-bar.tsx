import { LTI_TEXTS } from "../../i18n/lti";
import { type Goal, type Target } from "../../model/goal/goal";
import { Action } from "../controls/action";
import { Icon } from "../controls/icons";
import { pointsText } from "../lti/points-text";
import { usePage } from "../page-context";
import "./goal.css";
import { useGoal } from "./use-goal";

/** The training goal of the page: what is reached, and for a course the student's attempts. */
export function GoalBar({ goal, graded }: { readonly goal: Goal; readonly graded: boolean }) {
  const { language } = usePage();
  const { goal: text, attempts: words, expired } = LTI_TEXTS[language.value];
  const { reached, attempts, open, closed, busy, failed, start, handIn } = useGoal(goal, graded);
  const rules = limitsText(goal, text);
  const left = attempts ? Math.max(attempts.allowed - attempts.closed.length - (open ? 1 : 0), 0) : 0;
  const all = reached >= goal.goals.length;
  return (
    <section class="goal-bar" aria-label={text.region}>
      <ol class="goal-targets">
        {goal.goals.map((target, at) => (
          <li key={at} data-reached={at < reached}>
            <span class="goal-tick">{at < reached && <Icon name="check" size={14} />}</span>
            {targetText(target, text)}
            {at < reached && <span class="visually-hidden"> ({text.reached})</span>}
          </li>
        ))}
      </ol>
      {rules !== "" && <p>{rules}</p>}
      <p role="status" class="goal-state" data-goal-state={closed ? "closed" : open ? "open" : "practice"}>
        {failed === "gone"
          ? expired
          : closed
            ? text.closed(closed.number, pointsText(closed, words.points))
            : open && attempts
              ? words.running(open.number, attempts.allowed)
              : all
                ? text.all
                : text.practice}
      </p>
      {graded && attempts && !open && (
        <>
          <p data-left={left}>{words.left(left)}</p>
          {left > 0 && (
            <Action name="start" main disabled={busy} onPress={start}>
              {words.start(attempts.closed.length + 1, attempts.allowed)}
            </Action>
          )}
        </>
      )}
      {open && (
        <Action name="hand-in" disabled={busy} onPress={handIn}>
          {words.handIn}
        </Action>
      )}
    </section>
  );
}

type Words = (typeof LTI_TEXTS)["en"]["goal"];

function targetText({ metric, atMost, atLeast }: Target, text: Words): string {
  const name = text.metrics[metric];
  return atMost === undefined ? text.atLeast(name, String(atLeast)) : text.atMost(name, String(atMost));
}

function limitsText({ limits }: Goal, text: Words): string {
  return (["neurons", "layers", "epochs"] as const)
    .flatMap((name) => (limits[name] === undefined ? [] : [text[name](limits[name])]))
    .join(", ");
}
