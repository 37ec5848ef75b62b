import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { numberText } from "../../../render/format";
import { lineChart, type Dot, type LineChart, type AxisRange } from "../../../render/line-chart";
import { useWidth } from "./use-width";

const MARGIN = { left: 44, right: 12, bottom: 34 };
/** Margin above the lines, with and without the name of the y axis. */
const TOP = { named: 26, unnamed: 8 };

export interface Series {
  readonly name: string;
  readonly dots: readonly Dot[];
  /** Index of the line's colour and dashes; by default its index in the list. */
  readonly tone?: number;
}

/** A line chart with axes and legend. `name` describes it for screen readers. */
export function Chart({
  name,
  series,
  xLabel,
  yLabel,
  height = 200,
  x,
  y,
  log,
  legend = true,
  children,
}: {
  readonly name: string;
  readonly series: readonly Series[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly height?: number;
  readonly x?: AxisRange;
  readonly y?: AxisRange;
  readonly log?: boolean;
  readonly legend?: boolean;
  /** Draws over the lines. */
  readonly children?: (chart: LineChart, height: number) => ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const top = yLabel === "" ? TOP.unnamed : TOP.named;
  const width = useWidth(box, 420);
  const inner = { width: Math.max(width - MARGIN.left - MARGIN.right, 60), height };
  const chart = lineChart(
    series.map(({ dots }) => dots),
    inner,
    { x, y, log },
  );
  return (
    <figure class="chart">
      {legend && series.length > 1 && (
        <ul class="chart-legend">
          {series.map(({ name: each, tone }, at) => (
            <li key={each}>
              <svg width="22" height="8" aria-hidden="true">
                <path class={`series series-${String(tone ?? at)}`} d="M0 4H22" />
              </svg>
              {each}
            </li>
          ))}
        </ul>
      )}
      <div ref={box}>
        <svg role="img" aria-label={name} width={width} height={height + top + MARGIN.bottom}>
          <text class="axis-label" x={0} y={12} aria-hidden="true">
            {yLabel}
          </text>
          <text class="axis-label" x={width - MARGIN.right} y={height + top + 32} text-anchor="end">
            {xLabel}
          </text>
          <g transform={`translate(${String(MARGIN.left)},${String(top)})`}>
            {chart.yTicks.map(({ at, value }) => (
              <g key={value} class="tick" transform={`translate(0,${String(at)})`}>
                <line x2={inner.width} />
                <text x={-6} dy="0.32em" text-anchor="end">
                  {log ? powerText(value) : numberText(value, 3)}
                </text>
              </g>
            ))}
            {chart.xTicks.map(({ at, value }) => (
              <text key={value} class="tick-text" x={at} y={height + 16} text-anchor="middle">
                {numberText(value, 5)}
              </text>
            ))}
            {/* A nested SVG clips the lines to the axes' ranges. */}
            <svg class="chart-lines" width={inner.width} height={height}>
              {series.map(({ name: each, tone }, at) => (
                <path key={each} class={`series series-${String(tone ?? at)}`} d={chart.paths[at]} />
              ))}
            </svg>
            {children?.(chart, height)}
          </g>
        </svg>
      </div>
    </figure>
  );
}

/** Formats a power of ten in few characters. */
function powerText(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return exponent >= -2 && exponent <= 3
    ? String(Number(value.toPrecision(1)))
    : `1e${String(exponent).replace("-", "−")}`;
}
