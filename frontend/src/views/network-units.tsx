import { useRef } from "preact/hooks";
import type { LayerParameters } from "../model/frame";
import { unitResponses } from "../model/forward-pass";
import type { ParameterAddress } from "../model/parameters";
import { heatmapShades, paletteOf } from "../render/colours";
import { drawField } from "../render/heatmap";
import type { NetworkGeometry } from "../render/network-geometry";
import { usePage } from "./page-context";
import type { EditParameters } from "./network-links-view";
import { useDrawing } from "./use-drawing";

/** Grid points per axis of a unit's thumbnail: coarse, because every unit is computed for every picture. */
export const THUMBNAIL_RESOLUTION = 18;

/** The units of the hidden layers and of the output, each with a small picture of its answers over the plane. */
export function NetworkUnits({
  geometry,
  onEdit,
}: {
  readonly geometry: NetworkGeometry;
  readonly onEdit: EditParameters;
}) {
  const { store, messages, theme, actions } = usePage();
  const group = useRef<HTMLDivElement>(null);
  const scratch = useRef<HTMLCanvasElement>(undefined);
  const { layers } = geometry;
  useDrawing(() => {
    const [spec, parameters, domain] = [store.spec.value, store.parameters.value, store.domain.value];
    const shades = heatmapShades(paletteOf(theme.value));
    return () => {
      scratch.current ??= document.createElement("canvas");
      const canvases = group.current?.querySelectorAll("canvas") ?? [];
      const responses = parameters && unitResponses(spec, parameters, domain, THUMBNAIL_RESOLUTION)?.flat();
      for (const [index, canvas] of Array.from(canvases).entries()) {
        const values = responses?.[index];
        if (values) drawField(canvas, scratch.current, { resolution: THUMBNAIL_RESOLUTION, values }, shades);
        else canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
      }
    };
  }, [geometry]);
  const text = messages.value;
  return (
    <div ref={group} onKeyDown={moveFocus}>
      {layers.map((units, layer) =>
        units.map(({ x, y }, unit) => {
          const output = layer === layers.length - 1;
          const inspect = (on: boolean) => {
            actions.inspect(on ? { layer, unit } : undefined);
          };
          return (
            <button
              key={`${String(layer)} ${String(unit)}`}
              type="button"
              class={output ? "unit output-unit" : "unit"}
              data-layer={layer}
              data-unit={unit}
              tabIndex={layer === 0 && unit === 0 ? 0 : -1}
              aria-label={output ? text.outputName : text.neuronName(layer + 1, unit + 1)}
              style={{
                left: `${String(x)}px`,
                top: `${String(y)}px`,
                "--size": `${String(geometry.size)}px`,
              }}
              aria-haspopup="dialog"
              onClick={({ currentTarget }) => {
                const { left, width, bottom } = currentTarget.getBoundingClientRect();
                onEdit(parametersOf(store.parameters.value, layer, unit), { x: left + width / 2, y: bottom });
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
              <canvas width={geometry.size * 2} height={geometry.size * 2} />
            </button>
          );
        }),
      )}
    </div>
  );
}

/** A unit's bias, where it has one, and the weights of its inputs. */
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

/** Arrow keys go from unit to unit; the page's own use of the right arrow rests meanwhile. */
function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  if (!(event.target instanceof HTMLElement)) return;
  const layer = Number(event.target.dataset["layer"]);
  const unit = Number(event.target.dataset["unit"]);
  const steps = new Map([
    ["ArrowRight", [1, 0]],
    ["ArrowLeft", [-1, 0]],
    ["ArrowDown", [0, 1]],
    ["ArrowUp", [0, -1]],
  ] as const);
  const step = steps.get(event.key as "ArrowUp");
  if (!step) return;
  event.preventDefault();
  const column = event.currentTarget.querySelectorAll<HTMLElement>(
    `[data-layer="${String(layer + step[0])}"]`,
  );
  const target = column[Math.min(Math.max(unit + step[1], 0), column.length - 1)];
  target?.focus();
}
