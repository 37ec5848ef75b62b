import { useSignal } from "@preact/signals";
import { defaultSpec } from "../../model/spec/default-spec";
import { withGenerator, withLayerRemoved } from "../../model/spec/edit-spec";
import type { SpecEdit } from "../../state/page-actions";
import { FIRST_MINUTE, isReached, type Goal } from "../../state/progress/first-minute";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";
import { courseHref } from "./course-href";

/** Each sets the playground up; the person plays. */
const CHALLENGES = {
  circle: (_, catalog) => withGenerator(defaultSpec(), "circle", catalog),
  xor: (_, catalog) => withGenerator(withLayerRemoved(withLayerRemoved(defaultSpec())), "xor", catalog),
  spiral: (_, catalog) => withGenerator(defaultSpec(), "spiral", catalog),
} as const satisfies Readonly<Record<string, SpecEdit>>;

type ChallengeName = keyof typeof CHALLENGES;

/**
 * Invites to the first play. After it the strip lists the goals of the first minute, and keeps its height, because the
 * buttons below it must not move under the pointer. It is gone when the page is opened again.
 */
export function Hero() {
  const { progress } = usePage();
  const closed = useSignal(false);
  const invites = !isReached("play", progress);
  if (closed.value) return null;
  return (
    <div class="hero">
      <Invitation shown={invites} />
      {!invites && <FirstMinute onClose={() => (closed.value = true)} />}
    </div>
  );
}

function Invitation({ shown }: { readonly shown: boolean }) {
  const { actions, messages } = usePage();
  const text = messages.value;
  return (
    <section
      class={shown ? "hero-strip" : "hero-strip hero-folded"}
      aria-label={text.heroTitle}
      inert={!shown}
    >
      <p class="hero-words">
        <span class="hero-tagline">{text.tagline}</span>
        <span class="hero-invitation">{text.hero}</span>
      </p>
      <button
        type="button"
        class="hero-play"
        data-action="hero-play"
        {...hint(text.heroPlayHint)}
        onClick={() => {
          // The button, and the focus on it, is about to disappear.
          document.querySelector<HTMLElement>("[data-action=play]")?.focus();
          actions.togglePlay();
        }}
      >
        <Icon name="play" size={16} />
        <span>{text.heroPlay}</span>
      </button>
      <div class="hero-row">
        {(["circle", "xor", "spiral"] as const).map((name) => (
          <ChallengeButton key={name} name={name} label={text[`hero.${name}`]} class="hero-challenge" />
        ))}
      </div>
    </section>
  );
}

/** Five things to try. Each is ticked when the page sees that it was done. */
function FirstMinute({ onClose }: { readonly onClose: () => void }) {
  const { store, messages, progress } = usePage();
  const text = messages.value;
  const reached = FIRST_MINUTE.filter((goal) => isReached(goal, progress));
  const all = reached.length === FIRST_MINUTE.length;
  return (
    <section class="hero-strip first-minute" aria-label={text.firstMinute}>
      <p class="hero-words">
        {all ? text.firstMinuteDone : text.firstMinute}{" "}
        {all && <a href={courseHref("lessons", store.view.value)}>{text.firstMinuteNext}</a>}
      </p>
      <ol class="hero-row goals">
        {FIRST_MINUTE.map((goal) => (
          <GoalItem key={goal} goal={goal} reached={reached.includes(goal)} />
        ))}
      </ol>
      <p class="visually-hidden" role="status">
        {text.goalsReached(reached.length, FIRST_MINUTE.length)}
      </p>
      <button type="button" class="quiet round" aria-label={text.close} onClick={onClose}>
        <Icon name="close" size={16} />
      </button>
    </section>
  );
}

function GoalItem({ goal, reached }: { readonly goal: Goal; readonly reached: boolean }) {
  const text = usePage().messages.value;
  const name = text[`goal.${goal}`];
  return (
    <li class={reached ? "goal goal-reached" : "goal"} data-goal={goal}>
      <span class="goal-mark">{reached && <Icon name="check" size={14} />}</span>
      {goal === "xor" || goal === "spiral" ? (
        <ChallengeButton name={goal} label={name} class="goal-button" />
      ) : (
        <span data-hint={text[`goal.${goal}.hint`]}>{name}</span>
      )}
      {reached && <span class="visually-hidden">{text.goalReached}</span>}
    </li>
  );
}

function ChallengeButton(props: {
  readonly name: ChallengeName;
  readonly label: string;
  readonly class: string;
}) {
  const { actions, messages } = usePage();
  return (
    <button
      type="button"
      class={props.class}
      data-challenge={props.name}
      {...hint(messages.value[`hero.${props.name}.hint`])}
      onClick={() => {
        actions.edit(CHALLENGES[props.name]);
      }}
    >
      {props.label}
    </button>
  );
}
