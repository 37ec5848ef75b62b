import { scaleLinear } from "d3-scale";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Domain } from "../../../model/data/plane";
import { heatmapShades, paletteOf, surfaceShades } from "../../../render/colours";
import { numberText } from "../../../render/format";
import type { Field } from "../../../render/field";
import { drawPixels, pixelsOf } from "../../../render/heatmap";
import { useCourse } from "../course-context";
import { useWidth } from "./use-width";

export interface PlaneScale {
  /** CSS pixels of a place on the plane. */
  readonly x: (x1: number) => number;
  readonly y: (x2: number) => number;
  readonly size: number;
}

/** A square part of a plane: colours from a field, axes, whatever is drawn over it, and places that can be pressed and dragged to. */
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
  readonly field?: Field | undefined;
  /** The field holds heights from -1 to 1 rather than outputs. */
  readonly surface?: boolean;
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** The pointer was pressed or dragged to a place, in data units. */
  readonly onPlace?: ((x1: number, x2: number) => void) | undefined;
  readonly children?: (scale: PlaneScale) => ComponentChildren;
}) {
  const { theme } = useCourse();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useWidth(box, 320);
  const chosen = theme.value;
  // Before the browser paints, so that the field is never under the marks of another one.
  useLayoutEffect(() => {
    if (!field || !canvas.current) return;
    const palette = paletteOf(chosen);
    const shades = surface ? surfaceShades(palette) : heatmapShades(palette);
    drawPixels(canvas.current, pixelsOf(field, shades));
  }, [field, chosen, surface]);
  const [[left, right], [bottom, top]] = domain;
  const x = scaleLinear([left, right], [0, size]);
  const y = scaleLinear([bottom, top], [size, 0]);
  const press = (event: PointerEvent & { readonly currentTarget: SVGSVGElement }) => {
    if (!onPlace || (event.type === "pointermove" && event.buttons === 0)) return;
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture(event.pointerId);
    const from = event.currentTarget.getBoundingClientRect();
    const within = (value: number) => Math.min(Math.max(value, 0), size);
    onPlace(x.invert(within(event.clientX - from.left)), y.invert(within(event.clientY - from.top)));
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
          onPointerDown={press}
          onPointerMove={press}
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
      <div class="course-axis course-axis-y tabular-numbers" aria-hidden="true">
        {y.ticks(5).map((value) => (
          <span key={value} style={{ top: `${String((y(value) / size) * 100)}%` }}>
            {numberText(value)}
          </span>
        ))}
      </div>
      <div class="course-axis course-axis-x tabular-numbers" aria-hidden="true">
        {x.ticks(5).map((value) => (
          <span key={value} style={{ left: `${String((x(value) / size) * 100)}%` }}>
            {numberText(value)}
          </span>
        ))}
      </div>
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
