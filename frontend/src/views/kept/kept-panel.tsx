import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { COMPARE_TEXTS } from "../../i18n/compare";
import { KEPT_TEXTS } from "../../i18n/kept";
import { MIN_EPOCHS, type KeptRuns } from "../../state/kept/kept-runs";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";
import { KeptRow } from "./kept-row";
import { runName } from "./run-name";

/** The kept runs, the latest first, and the button that keeps the present one. */
export function KeptPanel({ keptRuns }: { readonly keptRuns: KeptRuns }) {
  const { store, language, messages } = usePage();
  const text = KEPT_TEXTS[language.value];
  const said = useSignal("");
  const button = useRef<HTMLButtonElement>(null);
  const names = { messages: messages.value, compare: COMPARE_TEXTS[language.value] };
  const runs = keptRuns.runs.value;
  const [canKeep, full] = [keptRuns.canKeep.value, keptRuns.full.value];
  const nameOf = (run: (typeof runs)[number]) => runName(run, text, names, store.catalog.value);
  const keep = () => {
    if (!canKeep) return;
    keptRuns.keep();
    const kept = keptRuns.runs.peek().at(-1);
    if (kept) said.value = text.keptNow(nameOf(kept));
  };
  return (
    <>
      <div class="kept-head">
        <h3>{text.title}</h3>
        <button
          ref={button}
          type="button"
          class="plain"
          data-action="keep-run"
          aria-disabled={!canKeep}
          {...hint(full ? text.full : text.keepHint)}
          onClick={keep}
        >
          {text.keep}
        </button>
        <span class="visually-hidden" role="status">
          {said.value}
        </span>
      </div>
      {runs.length === 0 ? (
        <p class="kept-empty">{text.empty(MIN_EPOCHS)}</p>
      ) : (
        <ul class="kept-list" aria-label={text.title}>
          {runs.toReversed().map((run) => (
            <KeptRow
              key={run.id}
              run={run}
              name={nameOf(run)}
              text={text}
              keptRuns={keptRuns}
              onRemoved={() => {
                button.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
    </>
  );
}
