import type { Layer } from "../../model/spec/spec";
import { withLayerActivation } from "../../model/spec/edit-choices";
import { hasParameters, isFrozen, layerSizes } from "../../model/spec/shaped-layers";
import { withFrozen, withUnits } from "../../model/spec/edit-spec";
import { PAGE_LIMITS } from "../../model/spec/catalog";
import type { NetworkGeometry } from "../../render/network-geometry";
import { choiceName } from "../../i18n/messages";
import { hint } from "../controls/hint";
import { inPreferredOrder } from "../training/hyperparameter-fields";
import { Icon } from "../controls/icons";
import { pressable } from "../controls/pressable";
import { usePage } from "../page-context";

/** Minimum distance between two layers for a label with words; CSS pixels. */
const MIN_WIDTH_FOR_WORDS = 92;

/** Buttons above each hidden layer that add and remove neurons, with the number of neurons and the activation. */
export function LayerControls({
  layers,
  geometry,
}: {
  readonly layers: readonly Layer[];
  readonly geometry: NetworkGeometry;
}) {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const offered = inPreferredOrder(store.catalog.value.activations, ["relu", "tanh", "sigmoid", "linear"]);
  const activations = (current: string) => (offered.includes(current) ? offered : [current, ...offered]);
  const hidden = store.hidden.value;
  const editable = store.editable.value;
  const output = geometry.layers.at(-1)?.[0];
  const [first, last] = [geometry.layers[0]?.[0], geometry.layers.at(-2)?.[0]];
  const overhang = geometry.size / 2 + 11;
  return (
    <div class="layer-controls">
      {first && last && (
        <span
          class="bracket"
          style={{
            left: `${String(first.x - overhang)}px`,
            width: `${String(last.x - first.x + 2 * overhang)}px`,
          }}
        />
      )}
      {layers.map(({ units, activation, shaped }, index) => (
        <div
          key={index}
          class="layer-control"
          style={{ left: `${String(geometry.layers[index]?.[0]?.x ?? 0)}px` }}
        >
          {shaped ? (
            <span class="layer-head" style={{ maxWidth: `${String(geometry.step - 6)}px` }}>
              <span class="layer-size layer-kind">
                {choiceName(text, "layer", shaped.type)} <span>{layerSizes(shaped)}</span>
              </span>
              {hasParameters(shaped) && <LayerLock layer={index} />}
            </span>
          ) : (
            <>
              <span class="layer-buttons" hidden={hidden.has(`numNodes${String(index + 1)}`)}>
                <button
                  type="button"
                  class="stepper"
                  aria-label={text.addNeuron(index + 1)}
                  {...hint(text.addNeuronHint)}
                  {...pressable(editable && units < PAGE_LIMITS.units, () => {
                    actions.edit((spec) => withUnits(spec, index, units + 1));
                  })}
                >
                  <Icon name="plus" size={14} />
                </button>
                <button
                  type="button"
                  class="stepper"
                  aria-label={text.removeNeuron(index + 1)}
                  {...hint(text.removeNeuronHint)}
                  {...pressable(editable && units > 1, () => {
                    actions.edit((spec) => withUnits(spec, index, units - 1));
                  })}
                >
                  <Icon name="minus" size={14} />
                </button>
              </span>
              <span class="layer-head">
                <span class="layer-size" title={text.neurons(units)}>
                  {geometry.step < MIN_WIDTH_FOR_WORDS ? units : text.neurons(units)}
                </span>
                <LayerLock layer={index} />
              </span>
              <select
                class="layer-activation"
                style={{ maxWidth: `${String(Math.min(geometry.step - 6, 120))}px` }}
                hidden={hidden.has("activation")}
                disabled={!editable}
                aria-label={text.layerActivation(index + 1)}
                {...hint(text.layerActivationHint)}
                value={activation}
                onChange={({ currentTarget }) => {
                  const chosen = currentTarget.value;
                  actions.edit((spec) => withLayerActivation(spec, index, chosen));
                }}
              >
                {activations(activation).map((name) => (
                  <option key={name} value={name} selected={name === activation}>
                    {choiceName(text, "activation", name)}
                  </option>
                ))}
              </select>
            </>
          )}
        </div>
      ))}
      {output && (
        <div class="layer-control output-control" style={{ left: `${String(output.x)}px` }}>
          <span class="layer-head">
            <span class="layer-size">{text.outputUnit}</span>
            <LayerLock layer={layers.length} />
          </span>
        </div>
      )}
    </div>
  );
}

/** Freezes a layer: the network keeps what it has learned, and trains on without it. */
function LayerLock({ layer }: { readonly layer: number }) {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const { layers } = store.spec.value.network;
  const each = layers[layer];
  if (!each) return null;
  const frozen = isFrozen(each);
  return (
    <button
      type="button"
      class="layer-lock"
      aria-pressed={frozen}
      aria-label={layer === layers.length - 1 ? text.freezeOutput : text.freezeLayer(layer + 1)}
      {...hint(text.freezeHint)}
      {...pressable(store.editable.value, () => {
        actions.edit((spec) => withFrozen(spec, layer, !frozen), undefined, true);
      })}
    >
      <Icon name={frozen ? "locked" : "unlocked"} size={16} />
    </button>
  );
}
