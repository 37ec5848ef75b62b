import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { hiddenLayers } from "../../model/spec/spec";
import { withLayerAdded, withLayerRemoved } from "../../model/spec/edit-spec";
import { PAGE_LIMITS } from "../../model/spec/catalog";
import { networkGeometry } from "../../render/network-geometry";
import { BackpropButton } from "../backprop/backprop-button";
import { CalloutArrows, CalloutLine } from "./callouts";
import { FeatureUnits } from "./feature-units";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { pressable } from "../controls/pressable";
import { LandscapeLink } from "./landscape-link";
import { LayerControls } from "./layer-controls";
import { NetworkLinks, type EditParameters } from "./network-links-view";
import { NetworkSummary } from "./network-summary";
import { NetworkUnits } from "./network-units";
import { ParameterBox, type OpenParameters } from "./parameter-box";
import { moveUnitFocus, type Inspect } from "./unit-focus";
import { unitName } from "./unit-name";
import { usePage } from "../page-context";

/** Below this width plane and network are in one column; CSS pixels. */
const PHONE_WIDTH = 700;
/** Height of everything above and below the drawing in a narrow frame; CSS pixels. */
const COMPACT_HEAD_HEIGHT = 126;

/** Features, hidden layers and output, with the links between them. */
export function NetworkView() {
  const { store, actions, messages, embedded } = usePage();
  const text = messages.value;
  const scroller = useRef<HTMLDivElement>(null);
  const available = useSignal(640);
  const compact = useSignal(false);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) available.value = Math.floor(entry.contentRect.width);
      compact.value = embedded && innerWidth < PHONE_WIDTH;
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  const spec = store.spec.value;
  const hidden = hiddenLayers(spec);
  const features = store.shownFeatures.value;
  const units = spec.network.layers.map((layer) => layer.units);
  const shape = units.join();
  const geometry = useComputed(() =>
    networkGeometry(
      store.shownFeatures.value.length,
      store.spec.value.network.layers.map((layer) => layer.units),
      available.value,
      compact.value,
    ),
  ).value;
  useEffect(() => {
    if (!compact.value) return;
    // The plane above the network takes the height that the network leaves.
    const height = `${String(geometry.height + COMPACT_HEAD_HEIGHT)}px`;
    document.documentElement.style.setProperty("--network-height", height);
  }, [compact.value, geometry.height]);
  const opened = useSignal<OpenParameters | undefined>(undefined);
  useEffect(() => {
    opened.value = undefined;
  }, [shape, features.length]);
  const open: EditParameters = (addresses, at) => {
    const [first] = addresses;
    if (!first) return;
    opened.value = { title: unitName(text, spec, first.layer, first.unit), addresses, at };
  };
  const inspect: Inspect = (unit) => {
    actions.inspect(unit ?? opened.value?.addresses[0]);
  };
  const error = store.fieldErrors.value.get("layers") ?? store.fieldErrors.value.get("features");
  return (
    <section class="network" aria-labelledby="network-title">
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
            {...pressable(!store.readOnly.value && hidden.length < PAGE_LIMITS.hiddenLayers, () => {
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
            {...pressable(!store.readOnly.value && hidden.length > 0, () => {
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
              {!store.readOnly.value && <BackpropButton />}
              <LandscapeLink />
            </>
          )}
        </div>
      </div>
      <span class="field-error" role="alert">
        {error}
      </span>
      <div class="network-scroller" ref={scroller}>
        <div
          class="network-plane"
          role="group"
          aria-labelledby="network-title"
          aria-describedby="network-summary"
          style={{ width: `${String(geometry.width)}px` }}
        >
          <LayerControls layers={hidden} geometry={geometry} />
          <div
            class="network-drawing"
            style={{ height: `${String(geometry.height)}px` }}
            onKeyDown={moveUnitFocus}
          >
            <NetworkLinks
              key={`${shape} ${spec.features.join()}`}
              geometry={geometry}
              features={features}
              onEdit={open}
            />
            <CalloutArrows geometry={geometry} />
            <FeatureUnits geometry={geometry} features={features} onInspect={inspect} />
            <NetworkUnits geometry={geometry} onEdit={open} onInspect={inspect} />
          </div>
        </div>
      </div>
      {opened.value && (
        <ParameterBox
          open={opened.value}
          onClose={() => {
            opened.value = undefined;
            inspect(undefined);
          }}
        />
      )}
      <NetworkSummary />
      <CalloutLine geometry={geometry} />
    </section>
  );
}
