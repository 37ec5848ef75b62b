import { useRef } from "preact/hooks";
import { withFeatureToggled } from "../../model/spec/edit-spec";
import { featureResponse } from "../../model/network/forward-pass";
import { heatmapShades, paletteOf } from "../../render/colours";
import { drawPixels, pixelsOf } from "../../render/heatmap";
import type { NetworkGeometry } from "../../render/network-geometry";
import { featureKind, featureLabel } from "./feature-label";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";
import { useDrawing } from "../use-drawing";
import { THUMBNAIL } from "./network-units";
import type { Inspect } from "./unit-focus";

interface Props {
  readonly geometry: NetworkGeometry;
  readonly features: readonly string[];
  readonly onInspect: Inspect;
}

/** A toggle button for every offered feature. */
export function FeatureUnits({ geometry, features, onInspect }: Props) {
  return (
    <>
      {features.map((name, index) => (
        <FeatureUnit
          key={name}
          name={name}
          index={index}
          geometry={geometry}
          order={features}
          onInspect={onInspect}
        />
      ))}
    </>
  );
}

function FeatureUnit(props: {
  readonly name: string;
  readonly index: number;
  readonly geometry: NetworkGeometry;
  readonly order: readonly string[];
  readonly onInspect: Inspect;
}) {
  const { name, index, geometry, order, onInspect } = props;
  const { store, actions, messages, theme, inside } = usePage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { features } = store.spec.value;
  const chosen = features.includes(name);
  const walks = inside.walkthrough.value !== undefined;
  const last = chosen && features.length === 1;
  const attention = store.attention.value;
  const attended = attention?.type === "input" && features[attention.input] === name;
  useDrawing(() => {
    const shades = heatmapShades(paletteOf(theme.value));
    const values = featureResponse(name, store.plane.value, THUMBNAIL);
    return () => {
      if (canvas.current && values) {
        drawPixels(canvas.current, pixelsOf({ resolution: THUMBNAIL.resolution, values }, shades));
      }
    };
  }, [name]);
  const place = geometry.features[index] ?? { x: 0, y: 0 };
  const inspect = (on: boolean) => {
    onInspect(on ? { layer: -1, unit: index, feature: name } : undefined);
  };
  return (
    <button
      type="button"
      class={attended ? "unit feature attended" : "unit feature"}
      data-layer={-1}
      data-unit={index}
      aria-pressed={chosen}
      aria-disabled={last || !store.editable.value || walks}
      aria-label={messages.value.featureName(featureLabel(name))}
      {...hint(last ? messages.value.lastFeature : messages.value[`feature.${featureKind(name)}.hint`])}
      style={{
        left: `${String(place.x)}px`,
        top: `${String(place.y)}px`,
        "--size": `${String(geometry.featureSize)}px`,
      }}
      onClick={() => {
        if (!walks) actions.edit((spec) => withFeatureToggled(spec, name, order));
      }}
      onPointerEnter={() => {
        inspect(true);
      }}
      onPointerLeave={() => {
        inspect(false);
      }}
      onFocus={() => {
        inspect(true);
      }}
      onBlur={() => {
        inspect(false);
      }}
    >
      <span class="feature-name" aria-hidden="true">
        {featureLabel(name)}
      </span>
      <canvas ref={canvas} width={THUMBNAIL.resolution} height={THUMBNAIL.resolution} />
    </button>
  );
}
