import { withLayerAdded, withLayerRemoved } from "../../model/spec/edit-spec";
import { PAGE_LIMITS } from "../../model/spec/catalog";
import { hiddenLayers } from "../../model/spec/spec";
import { LookInsideButton } from "../backprop/look-inside-button";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { pressable } from "../controls/pressable";
import { LandscapeButton } from "../landscape/landscape-button";
import { usePage } from "../page-context";

/** Headings above the network, the number of hidden layers, and ways to look at the network more closely. */
export function NetworkHead() {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const hidden = hiddenLayers(store.spec.value);
  return (
    <div class="network-head">
      <div>
        <h2>{text.features}</h2>
        <p class="section-hint">{text.featuresHint}</p>
      </div>
      <div class="layer-count">
        <button
          type="button"
          class="stepper"
          aria-label={text.addLayer}
          {...hint(text.addLayerHint)}
          hidden={store.hidden.value.has("numHiddenLayers")}
          {...pressable(store.editable.value && hidden.length < PAGE_LIMITS.hiddenLayers, () => {
            actions.edit(withLayerAdded);
          })}
        >
          <Icon name="plus" size={16} />
        </button>
        <button
          type="button"
          class="stepper"
          aria-label={text.removeLayer}
          {...hint(text.removeLayerHint)}
          hidden={store.hidden.value.has("numHiddenLayers")}
          {...pressable(store.editable.value && hidden.length > 0, () => {
            actions.edit(withLayerRemoved);
          })}
        >
          <Icon name="minus" size={16} />
        </button>
        <h2 id="network-title" tabIndex={-1}>
          {text.hiddenLayers(hidden.length)}
        </h2>
        {!store.hidden.value.has("lookInside") && (
          <>
            {!store.readOnly.value && <LookInsideButton />}
            <LandscapeButton />
          </>
        )}
      </div>
    </div>
  );
}
