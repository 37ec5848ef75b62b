import { effect, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { BACKPROP } from "../../i18n/backprop";
import {
  BackpropWalkthrough,
  type WalkthroughJob,
  type WalkthroughMode,
} from "../../state/backprop-walkthrough";
import { Icon } from "../controls/icons";
import { usePage, type Page } from "../page-context";
import { FormulaPanel } from "./formula-panel";
import { UnitWeights } from "./unit-weights";
import { WalkthroughBar } from "./walkthrough-bar";
import { WalkthroughNetwork } from "./walkthrough-network";
import "./backprop.css";

/** Milliseconds after which a step that was asked for counts as lost. */
const PATIENCE = 10_000;

/** Back-propagation on one's own network, number by number, from its paused job. */
export function BackpropDialog({ onClose }: { readonly onClose: () => void }) {
  const page = usePage();
  const { store, actions, language } = page;
  const text = BACKPROP[language.value];
  const dialog = useRef<HTMLDialogElement>(null);
  const walk = useMemo(() => new BackpropWalkthrough(walkedJob(page)), []);
  const selected = useSignal({ layer: 0, unit: 0 });
  const begun = useSignal(false);
  useEffect(() => {
    dialog.current?.showModal();
    if (store.playing.peek()) actions.togglePlay();
    return effect(() => {
      if (begun.peek() || store.playing.value || store.job.value?.state !== "paused") return;
      begun.value = true;
      void walk.start("batch");
    });
  }, []);
  useEffect(
    () =>
      effect(() => {
        const step = walk.steps.value[walk.stepIndex.value];
        if (step && "layer" in step && selected.peek().layer !== step.layer) {
          selected.value = { layer: step.layer, unit: 0 };
        }
      }),
    [],
  );
  useEffect(() => {
    // On the document, before the page's own keys: a number that goes away takes the focus out of the dialog with it.
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
      if (event.target instanceof Node && !dialog.current?.contains(event.target)) event.stopPropagation();
      if (event.key === "ArrowRight") void walk.forward();
      else if (event.key === "ArrowLeft") walk.back();
      else return;
      event.stopPropagation();
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("keydown", onKey, true);
    };
  }, []);
  const trace = walk.trace.value;
  const spec = store.spec.value;
  const failed = walk.failed.value;
  return (
    <dialog
      ref={dialog}
      class="backprop"
      aria-labelledby="backprop-title"
      data-busy={walk.busy.value}
      onClose={onClose}
    >
      <header class="backprop-head">
        <h2 id="backprop-title">{text.title}</h2>
        <button type="button" class="quiet round" aria-label={text.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <WalkthroughBar
        walk={walk}
        stopEpochs={store.job.value?.stop?.epochs}
        onMode={(mode: WalkthroughMode) => void walk.start(mode)}
      />
      {!trace && !failed && <p class="section-hint">{text.pausing}</p>}
      {failed && (
        <p role="alert" class="backprop-failed">
          {failed.type === "refused"
            ? text.cannot(
                [failed.problem.detail, ...failed.problem.errors.map(({ detail }) => detail)]
                  .filter(Boolean)
                  .join(" "),
              )
            : text.lost}
        </p>
      )}
      {trace && (
        <div class="backprop-body">
          <WalkthroughNetwork
            walk={walk}
            trace={trace}
            spec={spec}
            selected={selected.value}
            onSelect={(layer, unit) => (selected.value = { layer, unit })}
          />
          <div class="backprop-side">
            <UnitWeights walk={walk} trace={trace} spec={spec} {...selected.value} />
            <FormulaPanel place={walk.selectedNumber.value} trace={trace} spec={spec} />
          </div>
        </div>
      )}
    </dialog>
  );
}

function walkedJob({ store, actions, tracing }: Page): WalkthroughJob {
  const place = () => {
    const job = store.job.peek();
    return `${String(job?.run)} ${String(job?.epoch)} ${String(job?.batch?.index ?? 0)}`;
  };
  return {
    trace: (of) => tracing.trace(store.job.peek()?.id ?? "", of),
    samples: () => store.shownSamples.value?.train.length ?? 1,
    nextBatch: () => store.job.peek()?.batch?.index ?? 0,
    train: () =>
      new Promise((resolve) => {
        const before = place();
        const end = () => {
          clearTimeout(timer);
          queueMicrotask(() => {
            stop();
          });
          resolve();
        };
        const timer = setTimeout(end, PATIENCE);
        const stop = effect(() => {
          if (store.job.value && place() !== before) end();
        });
        actions.step("batch");
      }),
  };
}
