import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { numberText } from "../../render/format";
import { lineChart, type Axes, type Dot, type LineChart as Drawn } from "../../render/line-chart";
import { useWidth } from "./use-width";

export interface Series {
  readonly name: string;
  readonly dots: readonly Dot[];
  /** Index of the line's colour and dashes; by default its index in the list. */
  readonly tone?: number;
  /** Replaces the class of the tone. */
  readonly class?: string;
}

/** A place on the x axis that the pointer and the arrow keys move. */
export interface ChartCursor {
  readonly at: number | undefined;
  /** Whole numbers within the span of the axis; undefined when the pointer or the focus leaves the chart. */
  readonly onMove: (x: number | undefined) => void;
  /** Returns whether the key has moved the cursor. */
  readonly onKey: (key: string) => boolean;
}

/** CSS pixels; `baseline` is that of the numbers below the x axis. */
const FULL = { left: 44, right: 12, bottom: 34, baseline: 16, width: 420, ticks: undefined };
const COMPACT = {
  left: 40,
  right: 8,
  bottom: 18,
  baseline: 14,
  width: 300,
  ticks: { x: 3, y: 2, logarithmic: 3 },
};

/** Margin above the lines, with and without the name of the y axis. */
const TOP = { named: 26, unnamed: 8, compact: 6 };

/** The one line chart of all pages. `name` describes it for screen readers. */
export function LineChart({
  name,
  series,
  xLabel = "",
  yLabel = "",
  height = 200,
  x,
  y,
  log = false,
  legend = true,
  compact = false,
  cursor,
  children,
}: {
  readonly name: string;
  readonly series: readonly Series[];
  readonly xLabel?: string;
  readonly yLabel?: string;
  readonly height?: number;
  readonly legend?: boolean;
  /** Without legend and names of axes, and with few numbers. */
  readonly compact?: boolean;
  readonly cursor?: ChartCursor;
  /** Draws over the lines. */
  readonly children?: (chart: Drawn, height: number) => ComponentChildren;
} & Pick<Axes, "x" | "y" | "log">) {
  const box = useRef<HTMLDivElement>(null);
  const look = compact ? COMPACT : FULL;
  const top = compact ? TOP.compact : yLabel === "" ? TOP.unnamed : TOP.named;
  const width = useWidth(box, look.width);
  const inner = { width: Math.max(width - look.left - look.right, 50), height };
  const chart = lineChart(
    series.map(({ dots }) => dots),
    inner,
    { x, y, log, ticks: look.ticks },
  );
  const lines = series.map(({ name: each, tone, class: own }, at) => (
    <path key={each} class={own ?? toneClass(tone ?? at)} d={chart.paths[at]} />
  ));
  const picture = (
    <div ref={box}>
      <svg
        role="img"
        aria-label={name}
        width={inner.width + look.left + look.right}
        height={height + top + look.bottom}
        {...(cursor && cursorEvents(cursor, chart, look.left))}
      >
        {yLabel !== "" && (
          <text class="axis-label" x={0} y={12} aria-hidden="true">
            {yLabel}
          </text>
        )}
        {xLabel !== "" && (
          <text class="axis-label" x={inner.width + look.left} y={height + top + 32} text-anchor="end">
            {xLabel}
          </text>
        )}
        <g transform={`translate(${String(look.left)},${String(top)})`}>
          {chart.yTicks.map(({ at, value }) => (
            <g key={value} class="tick" transform={`translate(0,${String(at)})`}>
              <line x2={inner.width} />
              <text x={-6} dy="0.32em" text-anchor="end">
                {compact ? lossTick(value) : log ? powerText(value) : numberText(value, 3)}
              </text>
            </g>
          ))}
          {chart.xTicks.map(({ at, value }) => (
            <text
              key={value}
              class="tick-text"
              x={at}
              y={height + look.baseline}
              text-anchor={compact && at > inner.width - 16 ? "end" : "middle"}
            >
              {compact ? value.toLocaleString("en") : numberText(value, 5)}
            </text>
          ))}
          {/* A nested SVG clips the lines to the axes' ranges. */}
          {compact ? (
            lines
          ) : (
            <svg class="chart-lines" width={inner.width} height={height}>
              {lines}
            </svg>
          )}
          {cursor?.at !== undefined && (
            <line class="cursor" x1={chart.x(cursor.at)} x2={chart.x(cursor.at)} y2={height} />
          )}
          {children?.(chart, height)}
        </g>
      </svg>
    </div>
  );
  if (compact) return picture;
  return (
    <figure class="chart">
      {legend && series.length > 1 && (
        <ul class="chart-legend">
          {series.map(({ name: each, tone }, at) => (
            <li key={each}>
              <svg width="22" height="8" aria-hidden="true">
                <path class={toneClass(tone ?? at)} d="M0 4H22" />
              </svg>
              {each}
            </li>
          ))}
        </ul>
      )}
      {picture}
    </figure>
  );
}

function cursorEvents({ onMove, onKey }: ChartCursor, { x }: Drawn, leftMargin: number) {
  const leave = () => {
    onMove(undefined);
  };
  return {
    // In SVG the attribute's name is lower-case only.
    tabindex: 0,
    onPointerMove: (event: PointerEvent & { readonly currentTarget: SVGSVGElement }) => {
      const { left } = event.currentTarget.getBoundingClientRect();
      const [from = 0, to = 1] = x.domain();
      const under = Math.round(x.invert(event.clientX - left - leftMargin));
      onMove(Math.min(Math.max(under, from), to));
    },
    onPointerLeave: leave,
    onBlur: leave,
    onKeyDown: (event: KeyboardEvent) => {
      if (onKey(event.key)) event.preventDefault();
    },
  };
}

function toneClass(tone: number): string {
  return `series series-${String(tone)}`;
}

function lossTick(value: number): string {
  return value > 0 && value < 1e-3 ? value.toExponential(0).replace("-", "−") : String(value);
}

/** Formats a power of ten in few characters. */
function powerText(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return exponent >= -2 && exponent <= 3
    ? String(Number(value.toPrecision(1)))
    : `1e${String(exponent).replace("-", "−")}`;
}
