import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { imagePass, type Maps } from "../../model/network/image-pass";
import { shortcutsOf } from "../../model/spec/shaped-layers";
import { hasSeveralLabels, hiddenLayers, shapeOf } from "../../model/spec/spec";
import type { NetworkGeometry } from "../../render/network-geometry";
import { usePage } from "../page-context";
import { LayerControls } from "../network/layer-controls";
import { NetworkHead } from "../network/network-head";
import { useDrawing } from "../use-drawing";
import { InputPicture } from "./input-picture";
import { LayerPictures } from "./layer-pictures";
import { OutputPicture } from "./output-picture";
import { ShortcutArcs } from "./shortcut-arcs";
import "./image-network.css";

/** CSS pixels. */
const INPUT_WIDTH = 190;
const MIN_STEP = 110;
/** Minimum time between two drawings; milliseconds. */
const EVERY = 100;

/** A network whose input is an image: a picture to draw on, kernels and maps of each layer, and the answer. */
export function ImageNetwork() {
  const { store } = usePage();
  const scroller = useRef<HTMLDivElement>(null);
  const available = useSignal(640);
  const sample = useSignal(0);
  const drawn = useSignal<readonly number[] | undefined>(undefined);
  const maps = useSignal<readonly Maps[] | undefined>(undefined);
  const spec = store.spec.value;
  const [height = 1, width = 1] = shapeOf(spec.data);
  const samples = store.shownSamples.value;
  const all = samples && samples.test.length > 0 ? samples.test : (samples?.train ?? []);
  const given = all[sample.value % Math.max(all.length, 1)];
  const empty = useMemo(() => Array.from({ length: height * width }, () => 0), [height, width]);
  const picture = drawn.value ?? given?.x ?? empty;
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) available.value = Math.floor(entry.contentRect.width);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  useEffect(() => {
    drawn.value = undefined;
  }, [height, width, samples]);
  const layers = spec.network.layers.map((layer) => layer.shaped ?? layer);
  useDrawing(
    () => {
      const parameters = store.shownFrame.value?.parameters;
      return () => {
        const image = { channels: 1, height, width, values: Float64Array.from(picture) };
        maps.value = parameters && imagePass(layers, parameters, image);
      };
    },
    [spec, picture],
    EVERY,
  );
  const step = Math.max(MIN_STEP, (available.value - INPUT_WIDTH) / layers.length);
  const geometry: NetworkGeometry = {
    width: INPUT_WIDTH + step * layers.length,
    height: 0,
    step,
    featureSize: 0,
    size: MIN_STEP - 40,
    features: [],
    layers: layers.map((_, at) => [{ x: INPUT_WIDTH + step * (at + 0.5), y: 0 }]),
  };
  const hidden = hiddenLayers(spec);
  const error = store.fieldErrors.value.get("layers") ?? store.fieldErrors.value.get("features");
  return (
    <section class="network" aria-labelledby="network-title">
      <NetworkHead />
      <span class="field-error" role="alert">
        {error}
      </span>
      <div class="network-stage">
        <div class="network-scroller" ref={scroller}>
          <div
            class="network-plane"
            role="group"
            aria-labelledby="network-title"
            style={{ width: `${String(geometry.width)}px` }}
          >
            <LayerControls layers={hidden} geometry={geometry} />
            <ShortcutArcs shortcuts={shortcutsOf(hidden)} geometry={geometry} />
            <div
              class="image-network"
              style={{
                gridTemplateColumns: `${String(INPUT_WIDTH)}px repeat(${String(layers.length)}, ${String(step)}px)`,
              }}
            >
              <InputPicture
                pixels={picture}
                width={width}
                label={drawn.value || hasSeveralLabels(spec.data) ? undefined : given?.y}
                onDraw={(pixels) => (drawn.value = pixels)}
                onNext={() => {
                  drawn.value = undefined;
                  sample.value += 1;
                }}
              />
              {hidden.map((layer, at) => (
                <LayerPictures
                  key={at}
                  layer={layer}
                  parameters={store.shownFrame.value?.parameters?.[at]}
                  maps={maps.value?.[at]}
                />
              ))}
              <OutputPicture answers={maps.value?.at(-1)?.values} width={width} pixels={height * width} />
            </div>
          </div>
        </div>
      </div>
    </section>
  );
}
