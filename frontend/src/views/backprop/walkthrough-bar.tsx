import { BACKPROP } from "../../i18n/backprop";
import type { BackpropWalkthrough, WalkthroughMode } from "../../state/backprop-walkthrough";
import { Icon } from "../controls/icons";
import { pressable } from "../controls/pressable";
import { usePage } from "../page-context";

/** Position of the walkthrough, and its controls: buttons, and a slider over the steps of the batch. */
export function WalkthroughBar({
  walkthrough,
  stopEpochs,
  onMode,
}: {
  readonly walkthrough: BackpropWalkthrough;
  readonly stopEpochs: number | undefined;
  readonly onMode: (mode: WalkthroughMode) => void;
}) {
  const text = BACKPROP[usePage().language.value];
  const trace = walkthrough.trace.value;
  const steps = walkthrough.steps.value;
  const at = walkthrough.stepIndex.value;
  const step = steps[at];
  const { count, shown } = walkthrough.recorded.value;
  const trainsNext = trace?.batch && at === steps.length - 1 && shown === count - 1;
  const samples = trace?.samples.length ?? 1;
  const bySample = walkthrough.mode.value === "sample";
  const atEnd =
    bySample &&
    at === steps.length - 1 &&
    shown === count - 1 &&
    walkthrough.sample.value >= walkthrough.lastSample();
  return (
    <div class="walkthrough-bar">
      <p class="walkthrough-position tabular-numbers" role="status" data-testid="walkthrough-position">
        {trace && step && (
          <>
            <span>{text.epoch(String(trace.epoch + 1), stopEpochs?.toString())}</span>
            <span>
              {trace.batch
                ? text.batch(trace.batch.index + 1, trace.batch.count)
                : text.sampleOf((trace.samples[0] ?? 0) + 1)}
            </span>
            <strong data-phase={step.phase}>
              {text.phases[step.phase]}
              {"layer" in step && `: ${text.layer(step.layer + 1, step.layer === trace.layers.length - 1)}`}
            </strong>
          </>
        )}
      </p>
      <div class="walkthrough-controls">
        <button
          type="button"
          class="plain"
          data-action="walkthrough-back"
          {...pressable(at > 0 || shown > 0, () => {
            walkthrough.back();
          })}
        >
          {text.back}
        </button>
        <button
          type="button"
          class="plain walkthrough-next"
          data-action="walkthrough-next"
          {...pressable(!walkthrough.busy.value && trace !== undefined && !atEnd, () => {
            void walkthrough.forward();
          })}
        >
          {trainsNext ? text.trains : text.forward} <Icon name="step" size={14} />
        </button>
        <label class="walkthrough-slider">
          <span class="visually-hidden">{text.position}</span>
          <input
            type="range"
            min={0}
            max={Math.max(steps.length - 1, 1)}
            step={1}
            value={at}
            aria-valuetext={step && text.phases[step.phase]}
            style={{ "--share": `${String((at / Math.max(steps.length - 1, 1)) * 100)}%` }}
            onInput={({ currentTarget }) => {
              walkthrough.goTo(currentTarget.valueAsNumber);
            }}
          />
        </label>
        <label class="walkthrough-choice">
          <span>{text.mode}</span>
          <span class="select">
            <select
              value={walkthrough.mode.value}
              data-control="walkthrough-mode"
              onChange={({ currentTarget }) => {
                onMode(currentTarget.value === "sample" ? "sample" : "batch");
              }}
            >
              <option value="batch">{text.modes.batch}</option>
              <option value="sample">{text.modes.sample}</option>
            </select>
          </span>
        </label>
        {bySample && trace && (
          <label class="walkthrough-choice">
            <span>{text.sample}</span>
            <input
              type="number"
              data-control="walkthrough-sample"
              min={1}
              max={walkthrough.lastSample() + 1}
              step={1}
              value={(trace.samples[0] ?? 0) + 1}
              onChange={({ currentTarget }) => {
                const entered = currentTarget.valueAsNumber;
                if (Number.isFinite(entered)) void walkthrough.goToSample(entered - 1);
                // The number is clamped; the field shows the result.
                currentTarget.value = String(walkthrough.sample.value + 1);
              }}
            />
          </label>
        )}
        {samples > 1 && (
          <label class="walkthrough-choice">
            <span class="tabular-numbers">{text.inBatch(walkthrough.row.value + 1, samples)}</span>
            <input
              type="range"
              data-control="walkthrough-row"
              min={0}
              max={samples - 1}
              step={1}
              value={walkthrough.row.value}
              aria-valuetext={String(walkthrough.row.value + 1)}
              style={{ "--share": `${String((walkthrough.row.value / (samples - 1)) * 100)}%` }}
              onInput={({ currentTarget }) => {
                walkthrough.row.value = currentTarget.valueAsNumber;
                const number = walkthrough.selectedNumber.value;
                if (number) walkthrough.selectedNumber.value = { ...number, row: walkthrough.row.value };
              }}
            />
          </label>
        )}
      </div>
    </div>
  );
}
