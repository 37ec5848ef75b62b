import { scaleLinear } from "d3-scale";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Domain } from "../../../model/data/plane";
import { heatmapShades, paletteOf, surfaceShades } from "../../../render/colours";
import type { ScalarField } from "../../../render/scalar-field";
import { drawPixels, pixelsOf } from "../../../render/heatmap";
import { useCourse } from "../course-context";
import { PlaneAxes } from "../../charts/plane-axes";
import { useWidth } from "../../charts/use-width";

export interface PlaneScale {
  /** Position of an x1 value in the plane; CSS pixels. */
  readonly x: (x1: number) => number;
  readonly y: (x2: number) => number;
  readonly size: number;
}

/**
 * A square part of a plane with a coloured field, axes and the caller's marks. Reports where it is pressed and dragged.
 */
export function Plane({
  name,
  domain,
  field,
  surface = false,
  xLabel,
  yLabel,
  onPlace,
  children,
}: {
  readonly name: string;
  readonly domain: Domain;
  readonly field?: ScalarField | undefined;
  /** Whether the field contains heights from -1 to 1 instead of outputs. */
  readonly surface?: boolean;
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** Called when the pointer is pressed, and then while it is dragged, in data units. */
  readonly onPlace?: ((x1: number, x2: number, dragged: boolean) => void) | undefined;
  readonly children?: (scale: PlaneScale) => ComponentChildren;
}) {
  const { theme } = useCourse();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useWidth(box, 320);
  const currentTheme = theme.value;
  // Draws before the browser paints, so that field and marks always match.
  useLayoutEffect(() => {
    if (!field || !canvas.current) return;
    const palette = paletteOf(currentTheme);
    const shades = surface ? surfaceShades(palette) : heatmapShades(palette);
    drawPixels(canvas.current, pixelsOf(field, shades));
  }, [field, currentTheme, surface]);
  const [[left, right], [bottom, top]] = domain;
  const x = scaleLinear([left, right], [0, size]);
  const y = scaleLinear([bottom, top], [size, 0]);
  const onPointer = (event: PointerEvent & { readonly currentTarget: SVGSVGElement }) => {
    if (!onPlace || (event.type === "pointermove" && event.buttons === 0)) return;
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture(event.pointerId);
    const from = event.currentTarget.getBoundingClientRect();
    const clamp = (value: number) => Math.min(Math.max(value, 0), size);
    onPlace(
      x.invert(clamp(event.clientX - from.left)),
      y.invert(clamp(event.clientY - from.top)),
      event.type === "pointermove",
    );
  };
  return (
    <figure class="course-plane">
      <div class="course-plane-picture" ref={box}>
        {field && <canvas ref={canvas} width={480} height={480} aria-hidden="true" />}
        <svg
          role="img"
          aria-label={name}
          viewBox={`0 0 ${String(size)} ${String(size)}`}
          class={onPlace ? "plane-pressed" : undefined}
          onPointerDown={onPointer}
          onPointerMove={onPointer}
        >
          {!field && <PlaneGrid x={x} y={y} size={size} />}
          {children?.({ x, y, size })}
          {yLabel && (
            <text class="axis-name" x={10} y={20} aria-hidden="true">
              {yLabel}
            </text>
          )}
          {xLabel && (
            <text class="axis-name" x={size - 10} y={size - 10} text-anchor="end" aria-hidden="true">
              {xLabel}
            </text>
          )}
        </svg>
      </div>
      <PlaneAxes x={x} y={y} size={size} />
    </figure>
  );
}

function PlaneGrid({
  x,
  y,
  size,
}: {
  readonly x: ReturnType<typeof scaleLinear<number, number>>;
  readonly y: ReturnType<typeof scaleLinear<number, number>>;
  readonly size: number;
}) {
  return (
    <g class="plane-grid">
      {x.ticks(5).map((value) => (
        <line
          key={value}
          class={value === 0 ? "plane-zero" : undefined}
          x1={x(value)}
          x2={x(value)}
          y2={size}
        />
      ))}
      {y.ticks(5).map((value) => (
        <line
          key={value}
          class={value === 0 ? "plane-zero" : undefined}
          y1={y(value)}
          y2={y(value)}
          x2={size}
        />
      ))}
    </g>
  );
}
