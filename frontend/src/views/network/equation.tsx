import { unitEquation } from "../../render/equation";
import { featureLabel, subscript } from "./feature-label";
import { usePage } from "../page-context";

/** The equation of a unit with its current parameters, unless it has too many terms. */
export function Equation({ layer, unit }: { readonly layer: number; readonly unit: number }) {
  const { store } = usePage();
  const { features, network } = store.spec.value;
  const { weights = [], biases = [] } = store.parameters.value?.[layer] ?? {};
  const unitWeights = weights[unit];
  const activation = network.layers[layer]?.activation;
  if (!unitWeights || activation === undefined) return null;
  const inputs = unitWeights.map((_, from) =>
    layer === 0 ? featureLabel(features[from] ?? "") : `a${subscript(from + 1)}`,
  );
  const equation = unitEquation(activation, inputs, unitWeights, biases[unit]);
  return equation === undefined ? null : (
    <p class="equation tabular-numbers" data-testid="equation">
      {equation}
    </p>
  );
}
