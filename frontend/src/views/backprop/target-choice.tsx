import { BACKPROP } from "../../i18n/backprop";
import type { Walkthrough, WalkthroughTarget } from "../../state/inside/walkthrough";
import { usePage } from "../page-context";

/** What the walkthrough follows: a mini-batch and one of its samples, any sample, or a point of the plane. */
export function TargetChoice({ walkthrough }: { readonly walkthrough: Walkthrough }) {
  const { inside, store, language } = usePage();
  const text = BACKPROP[language.value];
  const trace = walkthrough.trace.value;
  const target = walkthrough.target.value;
  const samples = trace?.samples.length ?? 1;
  const row = walkthrough.row.value;
  const targetOf = (mode: string): WalkthroughTarget => {
    if (mode === "batch") return { type: "batch" };
    if (mode === "sample") return { type: "sample", index: trace?.samples[row] ?? 0 };
    const { columns, domain, fixedValues } = store.plane.peek();
    const x = [...fixedValues];
    for (const axis of [0, 1] as const) x[columns[axis]] = (domain[axis][0] + domain[axis][1]) / 2;
    return { type: "point", x };
  };
  return (
    <div class="walkthrough-target">
      <label class="walkthrough-choice">
        <span>{text.mode}</span>
        <span class="select">
          <select
            value={target.type}
            data-control="walkthrough-mode"
            onChange={({ currentTarget }) => {
              inside.open(targetOf(currentTarget.value));
            }}
          >
            {(["batch", "sample", "point"] as const).map((mode) => (
              <option key={mode} value={mode} selected={mode === target.type}>
                {text.modes[mode]}
              </option>
            ))}
          </select>
        </span>
      </label>
      {target.type === "sample" && trace && (
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
              currentTarget.value = String(sampleNumber(walkthrough));
            }}
          />
        </label>
      )}
      {samples > 1 && (
        <label class="walkthrough-choice">
          <span class="tabular-numbers">{text.inBatch(row + 1, samples)}</span>
          <input
            type="range"
            data-control="walkthrough-row"
            min={0}
            max={samples - 1}
            step={1}
            value={row}
            aria-valuetext={String(row + 1)}
            style={{ "--share": `${String((row / (samples - 1)) * 100)}%` }}
            onInput={({ currentTarget }) => {
              walkthrough.selectRow(currentTarget.valueAsNumber);
            }}
          />
        </label>
      )}
    </div>
  );
}

/** Number of the followed sample, from 1. */
function sampleNumber(walkthrough: Walkthrough): number {
  const target = walkthrough.target.peek();
  return target.type === "sample" ? target.index + 1 : 1;
}
