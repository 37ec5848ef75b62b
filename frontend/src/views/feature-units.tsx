import { useRef } from "preact/hooks";
import { withFeatureToggled } from "../model/edit-spec";
import { featureResponse } from "../model/forward-pass";
import { heatmapShades, paletteOf } from "../render/colours";
import { drawPixels, pixelsOf } from "../render/heatmap";
import type { NetworkGeometry } from "../render/network-geometry";
import { featureLabel } from "./feature-label";
import { usePage } from "./page-context";
import { useDrawing } from "./use-drawing";
import { THUMBNAIL } from "./network-units";

interface Props {
  readonly geometry: NetworkGeometry;
  readonly features: readonly string[];
}

/** One switch for every feature on offer. */
export function FeatureUnits({ geometry, features }: Props) {
  return (
    <>
      {features.map((name, index) => (
        <FeatureUnit key={name} name={name} index={index} geometry={geometry} order={features} />
      ))}
    </>
  );
}

function FeatureUnit(props: {
  readonly name: string;
  readonly index: number;
  readonly geometry: NetworkGeometry;
  readonly order: readonly string[];
}) {
  const { name, index, geometry, order } = props;
  const { store, actions, messages, theme } = usePage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { features } = store.spec.value;
  const chosen = features.includes(name);
  const last = chosen && features.length === 1;
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
    actions.inspect(on ? { layer: -1, unit: index, feature: name } : undefined);
  };
  return (
    <button
      type="button"
      class="unit feature"
      aria-pressed={chosen}
      aria-disabled={last || store.looksOnly.value}
      aria-label={messages.value.featureName(featureLabel(name))}
      title={last ? messages.value.lastFeature : undefined}
      style={{
        left: `${String(place.x)}px`,
        top: `${String(place.y)}px`,
        "--size": `${String(geometry.size)}px`,
      }}
      onClick={() => {
        actions.edit((spec) => withFeatureToggled(spec, name, order));
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
