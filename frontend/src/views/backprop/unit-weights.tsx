import { BACKPROP } from "../../i18n/backprop";
import { computedValuesAt } from "../../model/backprop/walkthrough-steps";
import type { TrainingSpec } from "../../model/spec/spec";
import type { Trace } from "../../model/backprop/trace";
import { numberText } from "../../render/format";
import type { BackpropWalkthrough } from "../../state/backprop-walkthrough";
import { featureLabel } from "../network/feature-label";
import { NumberTable } from "../course/components/number-table";
import { usePage } from "../page-context";
import { NumberButton } from "./number-button";

/** Weights and bias of the selected neuron, with their gradients and updated values. */
export function UnitWeights({
  walkthrough,
  trace,
  spec,
  layer,
  unit,
}: {
  readonly walkthrough: BackpropWalkthrough;
  readonly trace: Trace;
  readonly spec: TrainingSpec;
  readonly layer: number;
  readonly unit: number;
}) {
  const text = BACKPROP[usePage().language.value];
  const traced = trace.layers[layer];
  const computed = computedValuesAt(walkthrough.steps.value, walkthrough.stepIndex.value, layer);
  const row = walkthrough.row.value;
  const place = text.layer(layer + 1, layer === trace.layers.length - 1);
  if (!traced) return null;
  const bias = traced.biases[unit];
  return (
    <NumberTable
      caption={text.into(place, unit + 1)}
      columns={[text.from, text.weight, text.gradient, text.updated]}
    >
      {(traced.weights[unit] ?? []).map((weight, input) => {
        const name = `w ${String(unit + 1)},${String(input + 1)}`;
        return (
          <tr key={input}>
            <th scope="row">
              {layer === 0 ? featureLabel(spec.features[input] ?? "") : text.unit(input + 1)}
            </th>
            <td>{numberText(weight)}</td>
            <td>
              {computed.deltas && (
                <NumberButton
                  walkthrough={walkthrough}
                  place={{ type: "weightGradient", layer, unit, input, row }}
                  value={traced.weightGradients[unit]?.[input]}
                  name={`${text.gradient} ${name}`}
                />
              )}
            </td>
            <td>
              {computed.updated && (
                <NumberButton
                  walkthrough={walkthrough}
                  place={{ type: "updatedWeight", layer, unit, input, row }}
                  value={traced.updatedWeights?.[unit]?.[input]}
                  name={`${text.updated} ${name}`}
                />
              )}
            </td>
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
                place={{ type: "biasGradient", layer, unit, row }}
                value={traced.biasGradients[unit]}
                name={`${text.gradient} b`}
              />
            )}
          </td>
          <td>
            {computed.updated && (
              <NumberButton
                walkthrough={walkthrough}
                place={{ type: "updatedBias", layer, unit, row }}
                value={traced.updatedBiases?.[unit]}
                name={`${text.updated} b`}
              />
            )}
          </td>
        </tr>
      )}
    </NumberTable>
  );
}
