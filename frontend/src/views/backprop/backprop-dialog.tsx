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

/** How long to wait for the training of one batch; milliseconds. */
const STEP_TIMEOUT = 10_000;

/** Backpropagation in the user's own network, number by number, from its paused job. */
export function BackpropDialog({
  mode,
  onClose,
}: {
  readonly mode: WalkthroughMode;
  readonly onClose: () => void;
}) {
  const page = usePage();
  const { store, actions, language } = page;
  const text = BACKPROP[language.value];
  const dialog = useRef<HTMLDialogElement>(null);
  const walkthrough = useMemo(() => new BackpropWalkthrough(walkthroughJob(page)), []);
  const selected = useSignal({ layer: 0, unit: 0 });
  const started = useSignal(false);
  useEffect(() => {
    dialog.current?.showModal();
    if (store.playing.peek()) actions.togglePlay();
    return effect(() => {
      if (started.peek() || store.playing.value || store.job.value?.state !== "paused") return;
      started.value = true;
      void walkthrough.start(mode);
    });
  }, []);
  useEffect(
    () =>
      effect(() => {
        const step = walkthrough.steps.value[walkthrough.stepIndex.value];
        if (step && "layer" in step && selected.peek().layer !== step.layer) {
          selected.value = { layer: step.layer, unit: 0 };
        }
      }),
    [],
  );
  useEffect(() => {
    // Listens on the document and before the page's shortcuts: when a focused number disappears, the focus leaves the
    // dialog.
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
      if (event.target instanceof Node && !dialog.current?.contains(event.target)) event.stopPropagation();
      if (event.key === "ArrowRight") void walkthrough.forward();
      else if (event.key === "ArrowLeft") walkthrough.back();
      else return;
      event.stopPropagation();
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey, true);
    return () => {
      document.removeEventListener("keydown", onKey, true);
    };
  }, []);
  const trace = walkthrough.trace.value;
  const spec = store.spec.value;
  const failed = walkthrough.failed.value;
  return (
    <dialog
      ref={dialog}
      class="backprop"
      aria-labelledby="backprop-title"
      data-busy={walkthrough.busy.value}
      onClose={onClose}
    >
      <header class="backprop-head">
        <h2 id="backprop-title">{text.title}</h2>
        <button type="button" class="quiet round" aria-label={text.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <WalkthroughBar
        walkthrough={walkthrough}
        stopEpochs={store.job.value?.stop?.epochs}
        onMode={(chosen) => void walkthrough.start(chosen)}
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
            walkthrough={walkthrough}
            trace={trace}
            spec={spec}
            selected={selected.value}
            onSelect={(layer, unit) => (selected.value = { layer, unit })}
          />
          <div class="backprop-side">
            <UnitWeights walkthrough={walkthrough} trace={trace} spec={spec} {...selected.value} />
            <FormulaPanel position={walkthrough.selectedNumber.value} trace={trace} spec={spec} />
          </div>
        </div>
      )}
    </dialog>
  );
}

function walkthroughJob({ store, actions, tracing }: Page): WalkthroughJob {
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
        const finish = () => {
          clearTimeout(timer);
          queueMicrotask(() => {
            stop();
          });
          resolve();
        };
        const timer = setTimeout(finish, STEP_TIMEOUT);
        const stop = effect(() => {
          if (store.job.value && place() !== before) finish();
        });
        actions.step("batch");
      }),
  };
}
