import { useEffect, useRef } from "preact/hooks";
import { BACKPROP } from "../../i18n/backprop";
import type { Trace } from "../../model/backprop/trace";
import { stepIndexOf } from "../../model/backprop/walkthrough-steps";
import { numberText } from "../../render/format";
import type { Walkthrough } from "../../state/inside/walkthrough";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { pressable } from "../controls/pressable";
import { usePage } from "../page-context";
import { stepSentence } from "./step-sentence";
import { TargetChoice } from "./target-choice";
import "./walkthrough-bar.css";

const PHASES = ["forward", "loss", "backward", "update"] as const;

/** The walkthrough above the network and its controls: phases, steps, a slider over all steps, and what happens at this one. */
export function WalkthroughBar({ walkthrough }: { readonly walkthrough: Walkthrough }) {
  const { inside, store, language, messages } = usePage();
  const text = BACKPROP[language.value];
  const next = useRef<HTMLButtonElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const follows = store.readOnly.value;
  useEffect(() => {
    if (follows) return;
    next.current?.focus({ preventScroll: true });
    // On a phone the plane, which also opens the walkthrough, is a screen away from the network.
    const { top = 0, bottom = 0 } = bar.current?.getBoundingClientRect() ?? {};
    if (top < 0 || bottom > window.innerHeight / 2) bar.current?.scrollIntoView({ block: "start" });
    return () => {
      const open = document.querySelector<HTMLElement>("[data-action=inside]");
      if (document.activeElement === document.body || document.activeElement === null) open?.focus();
    };
  }, []);
  const trace = walkthrough.trace.value;
  const steps = walkthrough.steps.value;
  const at = walkthrough.stepIndex.value;
  const step = walkthrough.step.value;
  const { count, shown } = walkthrough.recorded.value;
  const last = Math.max(steps.length - 1, 1);
  const trainsNext = trace?.batch !== undefined && at === steps.length - 1 && shown === count - 1;
  const playing = walkthrough.playing.value;
  const failed = walkthrough.failed.value;
  const sentence =
    trace && step
      ? stepSentence(text, messages.value, store.spec.value, trace, step, walkthrough.row.value)
      : text.pausing;
  return (
    <div ref={bar} class="walkthrough-bar" data-busy={walkthrough.busy.value} data-phase={step?.phase}>
      <div class="walkthrough-head">
        <h2 id="network-title" tabIndex={-1}>
          {text.title}
        </h2>
        <div class="walkthrough-phases" role="group" aria-label={text.phase}>
          {PHASES.filter((phase) => stepIndexOf(steps, phase) >= 0).map((phase) => (
            <button
              key={phase}
              type="button"
              data-to-phase={phase}
              aria-pressed={step?.phase === phase}
              onClick={() => {
                walkthrough.goToPhase(phase);
              }}
            >
              {text.phases[phase]}
            </button>
          ))}
        </div>
        <p class="walkthrough-position tabular-numbers" data-testid="walkthrough-position">
          {trace && (
            <>
              <span>{text.epoch(String(trace.epoch + 1))}</span>
              <span>{targetName(text, walkthrough, trace)}</span>
            </>
          )}
        </p>
        <button
          type="button"
          class="quiet round walkthrough-close"
          data-action="walkthrough-close"
          hidden={follows}
          aria-label={text.close}
          {...hint(text.keys, "Esc")}
          onClick={() => {
            inside.close();
          }}
        >
          <Icon name="close" />
        </button>
      </div>
      {/* Who watches a presenter sees the presenter's step. */}
      <div class="walkthrough-controls" hidden={follows}>
        <div class="walkthrough-buttons">
          <button
            type="button"
            class="quiet round"
            data-action="walkthrough-back"
            aria-label={text.back}
            {...pressable(walkthrough.canGoBack.value, () => {
              walkthrough.back();
            })}
          >
            <Icon name="stepBack" />
          </button>
          <button
            type="button"
            class="quiet round"
            data-action="walkthrough-play"
            aria-label={playing ? text.pause : text.play}
            {...pressable(steps.length > 1, () => {
              walkthrough.togglePlay();
            })}
          >
            <Icon name={playing ? "pause" : "play"} />
          </button>
          <button
            ref={next}
            type="button"
            class="plain walkthrough-next"
            data-action="walkthrough-next"
            aria-description={trainsNext ? text.trainsHint : undefined}
            {...pressable(walkthrough.canGoForward.value, () => {
              walkthrough.playing.value = false;
              void walkthrough.forward();
            })}
          >
            {trainsNext ? text.trains : text.forward} <Icon name="step" size={14} />
          </button>
        </div>
        <label class="walkthrough-slider">
          <span class="visually-hidden">{text.position}</span>
          <input
            type="range"
            min={0}
            max={last}
            step={1}
            value={at}
            aria-valuetext={step && `${text.phases[step.phase]}, ${String(at + 1)}/${String(steps.length)}`}
            style={{ "--share": `${String((at / last) * 100)}%` }}
            onInput={({ currentTarget }) => {
              walkthrough.playing.value = false;
              walkthrough.goTo(currentTarget.valueAsNumber);
            }}
          />
        </label>
        <TargetChoice walkthrough={walkthrough} />
      </div>
      {failed ? (
        <p role="alert" class="walkthrough-failed">
          {failureText(failed, text)}
        </p>
      ) : (
        <p class="walkthrough-sentence tabular-numbers" role="status" data-testid="walkthrough-sentence">
          {sentence}
        </p>
      )}
    </div>
  );
}

function targetName(text: (typeof BACKPROP)["en"], walkthrough: Walkthrough, trace: Trace): string {
  const target = walkthrough.target.value;
  if (target.type === "point") return text.pointAt(target.x.map((value) => numberText(value, 3)).join(", "));
  if (trace.batch) return text.batch(trace.batch.index + 1, trace.batch.count);
  return text.sampleOf((trace.samples[0] ?? 0) + 1);
}

type Failed = NonNullable<Walkthrough["failed"]["value"]>;

function failureText(failed: Failed, text: (typeof BACKPROP)["en"]): string {
  switch (failed.type) {
    case "refused": {
      const { detail, errors } = failed.problem;
      return text.cannot([detail, ...errors.map((error) => error.detail)].filter(Boolean).join(" "));
    }
    case "unknownFunction":
      return text.unknownFunction;
    default:
      return text.lost;
  }
}
