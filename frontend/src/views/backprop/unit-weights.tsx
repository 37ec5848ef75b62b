import { BACKPROP } from "../../i18n/backprop";
import { sourceKey } from "../../model/backprop/number-source";
import { inputsOf, type Trace } from "../../model/backprop/trace";
import { computedValuesAt } from "../../model/backprop/walkthrough-steps";
import type { TrainingSpec } from "../../model/spec/spec";
import { numberText } from "../../render/format";
import type { UnitPlace, Walkthrough } from "../../state/inside/walkthrough";
import { NumberTable } from "../course/components/number-table";
import { featureLabel } from "../network/feature-label";
import { usePage } from "../page-context";
import { NumberButton } from "./number-button";

/** Weights and bias of a unit: with its inputs, or from the backward phase on with their gradients and updated values. */
export function UnitWeights({
  walkthrough,
  trace,
  spec,
  unit: { layer, unit },
}: {
  readonly walkthrough: Walkthrough;
  readonly trace: Trace;
  readonly spec: TrainingSpec;
  readonly unit: UnitPlace;
}) {
  const text = BACKPROP[usePage().language.value];
  const traced = trace.layers[layer];
  if (!traced) return null;
  const computed = computedValuesAt(walkthrough.steps.value, walkthrough.stepIndex.value, { layer, unit });
  const row = walkthrough.row.value;
  const inputs = inputsOf(trace, layer)[row] ?? [];
  const bias = traced.biases[unit];
  const columns = [
    text.from,
    text.weight,
    ...(computed.deltas ? [text.gradient] : [text.input]),
    ...(computed.updated ? [text.updated] : []),
  ];
  return (
    <details class="unit-weights" open={computed.deltas}>
      <summary>{text.into}</summary>
      <NumberTable columns={columns}>
        {(traced.weights[unit] ?? []).map((weight, input) => {
          const name = `w ${String(unit + 1)},${String(input + 1)}`;
          return (
            <tr key={input} data-source={sourceKey({ type: "link", layer, from: input, to: unit })}>
              <th scope="row">
                {layer === 0 ? featureLabel(spec.features[input] ?? "") : text.unit(input + 1)}
              </th>
              <td>{numberText(weight)}</td>
              <td>
                {computed.deltas ? (
                  <NumberButton
                    walkthrough={walkthrough}
                    trace={trace}
                    place={{ type: "weightGradient", layer, unit, input, row }}
                    value={traced.weightGradients[unit]?.[input]}
                    name={`${text.gradient} ${name}`}
                  />
                ) : (
                  numberText(inputs[input] ?? 0)
                )}
              </td>
              {computed.updated && (
                <td>
                  <NumberButton
                    walkthrough={walkthrough}
                    trace={trace}
                    place={{ type: "updatedWeight", layer, unit, input, row }}
                    value={traced.updatedWeights?.[unit]?.[input]}
                    name={`${text.updated} ${name}`}
                  />
                </td>
              )}
            </tr>
          );
        })}
        {bias !== undefined && (
          <tr>
            <th scope="row">{text.bias}</th>
            <td>{numberText(bias)}</td>
            <td>
              {computed.deltas && (
                <NumberButton
                  walkthrough={walkthrough}
                  trace={trace}
                  place={{ type: "biasGradient", layer, unit, row }}
                  value={traced.biasGradients[unit]}
                  name={`${text.gradient} b`}
                />
              )}
            </td>
            {computed.updated && (
              <td>
                <NumberButton
                  walkthrough={walkthrough}
                  trace={trace}
                  place={{ type: "updatedBias", layer, unit, row }}
                  value={traced.updatedBiases?.[unit]}
                  name={`${text.updated} b`}
                />
              </td>
            )}
          </tr>
        )}
      </NumberTable>
    </details>
  );
}
