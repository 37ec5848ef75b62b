import { BACKPROP } from "../../i18n/backprop";
import { computedValuesAt } from "../../model/backprop/walkthrough-steps";
import type { TrainingSpec } from "../../model/spec/spec";
import type { Trace } from "../../model/backprop/trace";
import { numberText } from "../../render/format";
import type { BackpropWalkthrough } from "../../state/backprop-walkthrough";
import { featureLabel } from "../network/feature-label";
import { usePage } from "../page-context";
import { NumberButton } from "./number-button";

/** The layers as columns, each neuron with the numbers that are computed so far. */
export function WalkthroughNetwork({
  walkthrough,
  trace,
  spec,
  selected,
  onSelect,
}: {
  readonly walkthrough: BackpropWalkthrough;
  readonly trace: Trace;
  readonly spec: TrainingSpec;
  readonly selected: { readonly layer: number; readonly unit: number };
  readonly onSelect: (layer: number, unit: number) => void;
}) {
  const text = BACKPROP[usePage().language.value];
  const row = walkthrough.row.value;
  const steps = walkthrough.steps.value;
  const at = walkthrough.stepIndex.value;
  const last = trace.layers.length - 1;
  const step = steps[at];
  const lossShown = steps.slice(0, at + 1).some(({ phase }) => phase === "loss");
  const loss = trace.sampleLosses[row];
  return (
    <div class="walkthrough-network">
      <section class="walkthrough-column">
        <h3>{text.inputs}</h3>
        {spec.features.map((feature, input) => (
          <div class="walkthrough-unit" key={feature}>
            <span class="walkthrough-name">{featureLabel(feature)}</span>
            <span class="tabular-numbers">{numberText(trace.inputs[row]?.[input] ?? 0)}</span>
          </div>
        ))}
      </section>
      {trace.layers.map((layer, l) => {
        const computed = computedValuesAt(steps, at, l);
        const title = l === last ? text.output : text.hidden(l + 1);
        const current = step && "layer" in step && step.layer === l;
        return (
          <section class={current ? "walkthrough-column walkthrough-current" : "walkthrough-column"} key={l}>
            <h3>{title}</h3>
            {layer.weights.map((_, unit) => (
              <div
                class={
                  selected.layer === l && selected.unit === unit
                    ? "walkthrough-unit walkthrough-selected"
                    : "walkthrough-unit"
                }
                key={unit}
              >
                <button
                  type="button"
                  class="walkthrough-name walkthrough-select"
                  data-unit={`${String(l)} ${String(unit)}`}
                  aria-pressed={selected.layer === l && selected.unit === unit}
                  onClick={() => {
                    onSelect(l, unit);
                  }}
                >
                  {text.unit(unit + 1)}
                </button>
                <dl>
                  {(
                    [
                      ["sum", "z", layer.weightedSums, computed.sums],
                      ["activation", "a", layer.activations, computed.sums],
                      ["delta", "δ", layer.deltas, computed.deltas],
                    ] as const
                  ).map(([type, symbol, rows, shown]) => (
                    <div key={type}>
                      <dt>{symbol}</dt>
                      <dd>
                        {shown ? (
                          <NumberButton
                            walkthrough={walkthrough}
                            place={{ type, layer: l, unit, row }}
                            value={rows[row]?.[unit]}
                            name={`${title}, ${text.unit(unit + 1)}, ${text.names[type]}`}
                          />
                        ) : (
                          <span class="walkthrough-pending" aria-hidden="true">
                            ·
                          </span>
                        )}
                      </dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
          </section>
        );
      })}
      <section
        class={step?.phase === "loss" ? "walkthrough-column walkthrough-current" : "walkthrough-column"}
      >
        <h3>{text.loss}</h3>
        <div class="walkthrough-unit">
          <span class="walkthrough-name">{text.target}</span>
          <span class="tabular-numbers">
            {trace.targets[row]?.map((target) => numberText(target)).join(", ")}
          </span>
        </div>
        {lossShown && (
          <div class="walkthrough-unit">
            <span class="walkthrough-name">L</span>
            <NumberButton
              walkthrough={walkthrough}
              place={{ type: "loss", row }}
              value={loss}
              name={text.loss}
            />
          </div>
        )}
      </section>
    </div>
  );
}
