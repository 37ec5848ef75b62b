import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { hiddenLayers } from "../../model/spec/spec";
import { networkGeometry } from "../../render/network-geometry";
import { useStage } from "../backprop/use-stage";
import { CalloutArrows, CalloutLine } from "./callouts";
import { FeatureUnits } from "./feature-units";
import { LayerControls } from "./layer-controls";
import { NetworkHead } from "./network-head";
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
const COMPACT_HEAD_HEIGHT = 130;

/** Features, hidden layers and output, with the links between them. */
export function NetworkView() {
  const { store, messages, actions, embedded, inside } = usePage();
  const text = messages.value;
  const scroller = useRef<HTMLDivElement>(null);
  const available = useSignal(640);
  const isPhone = useSignal(false);
  const stage = useStage();
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) available.value = Math.floor(entry.contentRect.width);
      isPhone.value = innerWidth < PHONE_WIDTH;
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
      // In the walkthrough the formula is below the network on a phone, and both should be in view.
      isPhone.value && (embedded || inside.walkthrough.value !== undefined),
    ),
  ).value;
  useLayoutEffect(() => {
    if (!embedded || !isPhone.value) return;
    // The plane above the network takes the height that the network leaves.
    const height = `${String(geometry.height + COMPACT_HEAD_HEIGHT)}px`;
    document.documentElement.style.setProperty("--network-height", height);
  }, [embedded, isPhone.value, geometry.height]);
  const opened = useSignal<OpenParameters | undefined>(undefined);
  const walks = stage !== undefined;
  useEffect(() => {
    opened.value = undefined;
  }, [shape, features.length, walks]);
  const open: EditParameters = (addresses, at) => {
    const [first] = addresses;
    if (!first) return;
    opened.value = { title: unitName(text, spec, first.layer, first.unit), addresses, at };
  };
  const showOrEdit: EditParameters = ([first, ...rest], at) => {
    if (!first) return;
    if (stage) stage.walkthrough.showParameter(first);
    else open([first, ...rest], at);
  };
  const inspect: Inspect = (unit) => {
    actions.inspect(unit ?? opened.value?.addresses[0]);
  };
  const error = store.fieldErrors.value.get("layers") ?? store.fieldErrors.value.get("features");
  return (
    <section class={walks ? "network network-inside" : "network"} aria-labelledby="network-title">
      {stage ? <stage.views.WalkthroughBar walkthrough={stage.walkthrough} /> : <NetworkHead />}
      <span class="field-error" role="alert">
        {error}
      </span>
      <div class="network-stage">
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
              onKeyDown={walks ? undefined : moveUnitFocus}
            >
              <NetworkLinks
                key={`${shape} ${spec.features.join()}`}
                geometry={geometry}
                features={features}
                onEdit={showOrEdit}
              />
              {!walks && <CalloutArrows geometry={geometry} />}
              <FeatureUnits geometry={geometry} features={features} onInspect={inspect} />
              <NetworkUnits geometry={geometry} onEdit={open} onInspect={inspect} />
              {stage && (
                <stage.views.WalkthroughOverlay
                  walkthrough={stage.walkthrough}
                  geometry={geometry}
                  features={features}
                />
              )}
            </div>
          </div>
        </div>
        {stage && (
          <stage.views.WalkthroughPanel
            walkthrough={stage.walkthrough}
            geometry={geometry}
            features={features}
            scroller={scroller}
          />
        )}
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
