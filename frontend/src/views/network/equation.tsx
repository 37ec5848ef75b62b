import { unitEquation } from "../../render/equation";
import { featureLabel, subscript } from "./feature-label";
import { usePage } from "../page-context";

/** The formula of a unit with its numbers as they are now, where they are few. */
export function Equation({ layer, unit }: { readonly layer: number; readonly unit: number }) {
  const { store } = usePage();
  const { features, network } = store.spec.value;
  const { weights = [], biases = [] } = store.parameters.value?.[layer] ?? {};
  const own = weights[unit];
  const activation = network.layers[layer]?.activation;
  if (!own || activation === undefined) return null;
  const inputs = own.map((_, from) =>
    layer === 0 ? featureLabel(features[from] ?? "") : `a${subscript(from + 1)}`,
  );
  const equation = unitEquation(activation, inputs, own, biases[unit]);
  return equation === undefined ? null : (
    <p class="equation figure" data-testid="equation">
      {equation}
    </p>
  );
}
