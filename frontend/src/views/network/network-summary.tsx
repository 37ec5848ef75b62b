import { strongestWeight } from "../../model/training/frame-summary";
import { hiddenLayers } from "../../model/spec/spec";
import { parameterText } from "../../render/format";
import { featureLabel } from "./feature-label";
import { usePage } from "../page-context";
import { unitName } from "./unit-name";

/** Describes the network for screen readers. Updated when training pauses. */
export function NetworkSummary() {
  const { store, messages } = usePage();
  const text = messages.value;
  const spec = store.spec.value;
  const parameters = store.moving.value ? store.parameters.peek() : store.parameters.value;
  const shape = hiddenLayers(spec).map(({ units }) => units);
  const name = text.networkShape(
    spec.features.map(featureLabel).join(", "),
    shape.join(", ") || text.noLayers,
    spec.network.layers.at(-1)?.units ?? 1,
  );
  const strongest = parameters && strongestWeight(parameters);
  const from = (layer: number, input: number) =>
    layer === 0 ? featureLabel(spec.features[input] ?? "") : unitName(text, spec, layer - 1, input);
  return (
    <p class="visually-hidden" id="network-summary">
      {name}{" "}
      {strongest &&
        text.networkStrongest(
          parameterText(strongest.weight),
          from(strongest.layer, strongest.from),
          unitName(text, spec, strongest.layer, strongest.to),
        )}
    </p>
  );
}
