import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { KeptTexts } from "../../i18n/kept";
import { hasSameAddress } from "../../model/address/kept-jobs";
import { MAX_NAME, specOfRun, type KeptRun } from "../../model/kept/kept-run";
import { epochDigits, lossText } from "../../render/format";
import type { KeptRuns } from "../../state/kept/kept-runs";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { experimentHref } from "../page/course-href";
import { usePage } from "../page-context";

/** A kept run. Pointer and focus emphasise its curve in the chart. */
export function KeptRow({
  run,
  name,
  text,
  keptRuns,
  onRemoved,
}: {
  readonly run: KeptRun;
  readonly name: string;
  readonly text: KeptTexts;
  readonly keptRuns: KeptRuns;
  readonly onRemoved: () => void;
}) {
  const { store, actions } = usePage();
  const spec = specOfRun(run, store.catalog.value);
  const [present, view] = [store.spec.value, store.view.value];
  const isPresent = hasSameAddress(spec, present);
  const canUse = store.editable.value && !isPresent;
  const showsTest = !store.hidden.value.has("percTrainData");
  const test = showsTest && run.testLoss !== undefined ? lossText(run.testLoss) : undefined;
  const emphasise = () => (keptRuns.emphasised.value = run.id);
  const release = () => {
    if (keptRuns.emphasised.value === run.id) keptRuns.emphasised.value = undefined;
  };
  return (
    <li
      class="kept-run"
      data-run={run.id}
      onPointerEnter={emphasise}
      onPointerLeave={release}
      onFocusIn={emphasise}
      onFocusOut={release}
    >
      <button
        type="button"
        class="kept-show"
        aria-pressed={run.shown}
        aria-label={text.show(name)}
        {...hint(text.show(name))}
        onClick={() => {
          keptRuns.show(run.id, !run.shown);
        }}
      >
        <svg width="22" height="8" aria-hidden="true">
          <path class={`curve-kept kept-${String(run.colour)}`} d="M1 4H21" />
        </svg>
      </button>
      <div class="kept-words">
        <RunName run={run} name={name} text={text} keptRuns={keptRuns} />
        <span class="kept-result tabular-numbers">
          {text.result(epochDigits(run.epoch).digits, test, lossText(run.trainLoss))}
        </span>
      </div>
      <button
        type="button"
        class="quiet kept-action"
        data-action="use-run"
        aria-label={text.use(name)}
        aria-disabled={!canUse}
        {...hint(isPresent ? text.usedNow : text.useHint)}
        onClick={() => {
          if (canUse) actions.edit(() => spec);
        }}
      >
        <Icon name="sliders" size={16} />
      </button>
      <a
        class="quiet kept-action"
        data-action="compare-run"
        href={experimentHref("compare", [spec, present], view)}
        aria-label={text.compare(name)}
        {...hint(text.compareHint)}
      >
        <Icon name="beside" size={16} />
      </a>
      <button
        type="button"
        class="quiet kept-action"
        data-action="remove-run"
        aria-label={text.remove(name)}
        {...hint(text.removeHint)}
        onClick={() => {
          keptRuns.remove(run.id);
          onRemoved();
        }}
      >
        <Icon name="close" size={16} />
      </button>
    </li>
  );
}

/** The name, and while it is changed its input: Enter and leaving it keep the new name, Escape the old one. */
function RunName({
  run,
  name,
  text,
  keptRuns,
}: {
  readonly run: KeptRun;
  readonly name: string;
  readonly text: KeptTexts;
  readonly keptRuns: KeptRuns;
}) {
  const editing = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const returns = useRef(false);
  useEffect(() => {
    if (editing.value) input.current?.select();
    else if (returns.current) button.current?.focus();
    returns.current = false;
  }, [editing.value]);
  const end = (value: string | undefined, byKey: boolean) => {
    if (!editing.peek()) return;
    returns.current = byKey;
    editing.value = false;
    if (value !== undefined && value !== name) keptRuns.rename(run.id, value);
  };
  if (editing.value) {
    return (
      <input
        ref={input}
        type="text"
        class="kept-name-input"
        aria-label={text.newName}
        maxLength={MAX_NAME}
        defaultValue={name}
        onKeyDown={(event) => {
          const { key, isComposing, currentTarget } = event;
          if (isComposing || (key !== "Enter" && key !== "Escape")) return; // Enter accepts what an input method offers
          event.preventDefault(); // Enter would press the button that gets the focus
          end(key === "Enter" ? currentTarget.value : undefined, true);
        }}
        onBlur={({ currentTarget }) => {
          end(currentTarget.value, false);
        }}
      />
    );
  }
  return (
    <button
      ref={button}
      type="button"
      class="kept-name"
      {...hint(text.rename)}
      data-hint-title={name}
      onClick={() => (editing.value = true)}
    >
      {name}
    </button>
  );
}
