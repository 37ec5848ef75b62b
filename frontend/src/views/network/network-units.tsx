import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { isAttended } from "../../model/network/attention";
import { ForwardPass, type Grid } from "../../model/network/forward-pass";
import type { LayerParameters, ParameterAddress } from "../../model/network/parameters";
import { paletteOf } from "../../render/colours";
import { drawPixels } from "../../render/heatmap";
import type { NetworkGeometry } from "../../render/network-geometry";
import type { EditParameters } from "./network-links-view";
import { placeBeside } from "./parameter-box";
import { usePage } from "../page-context";
import type { Inspect } from "./unit-focus";
import { thumbnails, thumbnailView } from "./thumbnails";
import { unitName } from "./unit-name";
import { useDrawing } from "../use-drawing";

/**
 * Grid of a unit's thumbnail. Coarse, because all units are computed for every frame; the browser scales the picture.
 */
export const THUMBNAIL: Grid = { resolution: 18, places: "middles" };

/** The units of the hidden layers and the output, each with a thumbnail of its response over the plane. */
export function NetworkUnits({
  geometry,
  onEdit,
  onInspect,
}: {
  readonly geometry: NetworkGeometry;
  readonly onEdit: EditParameters;
  readonly onInspect: Inspect;
}) {
  const { store, messages, theme, inside } = usePage();
  const walkthrough = inside.walkthrough.value;
  const group = useRef<HTMLDivElement>(null);
  const { layers } = geometry;
  const pass = useComputed(() => ForwardPass.of(store.spec.value, store.plane.value, THUMBNAIL));
  useDrawing(() => {
    const parameters = store.parameters.value;
    const responses = pass.value;
    const view = thumbnailView(store, paletteOf(theme.value));
    return () => {
      const canvases = group.current?.querySelectorAll("canvas") ?? [];
      const pictures = parameters && responses ? thumbnails(responses.run(parameters), view) : [];
      for (const [at, canvas] of canvases.entries()) {
        const picture = pictures[at];
        if (picture) drawPixels(canvas, picture);
        else clear(canvas);
      }
    };
  }, [geometry]);
  const text = messages.value;
  const attention = store.attention.value;
  return (
    <div ref={group}>
      {layers.map((units, layer) =>
        units.map(({ x, y }, unit) => {
          const output = layer === layers.length - 1;
          const inspect = (on: boolean) => {
            onInspect(on ? { layer, unit } : undefined);
          };
          return (
            <button
              key={`${String(layer)} ${String(unit)}`}
              type="button"
              class={["unit", output && "output-unit", isAttended(attention, layer, unit) && "attended"]
                .filter(Boolean)
                .join(" ")}
              data-layer={layer}
              data-unit={unit}
              tabIndex={layer === 0 && unit === 0 ? 0 : -1}
              aria-label={unitName(text, store.spec.value, layer, unit)}
              aria-description={walkthrough ? undefined : text.neuronHint}
              style={{
                left: `${String(x)}px`,
                top: `${String(y)}px`,
                "--size": `${String(geometry.size)}px`,
              }}
              aria-haspopup={walkthrough ? undefined : "dialog"}
              onClick={({ currentTarget }) => {
                if (walkthrough) {
                  walkthrough.goToUnit({ layer, unit });
                  return;
                }
                onEdit(parametersOf(store.parameters.value, layer, unit), placeBeside(currentTarget));
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
              <canvas width={THUMBNAIL.resolution} height={THUMBNAIL.resolution} />
            </button>
          );
        }),
      )}
    </div>
  );
}

function clear(canvas: HTMLCanvasElement): void {
  canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
}

/** The bias of a unit, if it has one, and the weights of its inputs. */
function parametersOf(
  parameters: readonly LayerParameters[] | undefined,
  layer: number,
  unit: number,
): readonly ParameterAddress[] {
  const { weights = [], biases = [] } = parameters?.[layer] ?? {};
  return [
    ...(biases.length > 0 ? [{ layer, unit, from: "bias" } as const] : []),
    ...(weights[unit] ?? []).map((_, from) => ({ layer, unit, from })),
  ];
}
