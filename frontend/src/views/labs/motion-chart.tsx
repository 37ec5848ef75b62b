import { useRef } from "preact/hooks";
import type { Measurement } from "../../model/labs/motion";
import type { LineChart } from "../../render/line-chart";
import { Chart } from "../course/components/chart";

const TIMES = Array.from({ length: 61 }, (_, at) => at / 20);
const WAYS = [-5, 20] as const;
const HEIGHT = 320;

/** The curve over the measurements, each with its error as a line; measurements can be dragged up and down. */
export function MotionChart({
  name,
  xLabel,
  yLabel,
  measurements,
  way,
  onDrag,
}: {
  readonly name: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly measurements: readonly Measurement[];
  readonly way: (t: number) => number;
  readonly onDrag: (at: number, x: number) => void;
}) {
  return (
    <Chart
      name={name}
      series={[{ name, dots: TIMES.map((t) => [t, way(t)] as const) }]}
      xLabel={xLabel}
      yLabel={yLabel}
      x={[0, 3.2]}
      y={WAYS}
      height={HEIGHT}
      legend={false}
    >
      {(chart) =>
        measurements.map((each, at) => (
          <Dot key={at} chart={chart} way={way(each.t)} at={at} {...each} onDrag={onDrag} />
        ))
      }
    </Chart>
  );
}

function Dot({
  chart,
  t,
  x,
  way,
  at,
  onDrag,
}: Measurement & {
  readonly chart: LineChart;
  readonly way: number;
  readonly at: number;
  readonly onDrag: (at: number, x: number) => void;
}) {
  const from = useRef<{ readonly pointer: number; readonly x: number } | undefined>(undefined);
  const perPixel = (WAYS[1] - WAYS[0]) / HEIGHT;
  return (
    <g>
      <line class="error-line" x1={chart.x(t)} x2={chart.x(t)} y1={chart.y(x)} y2={chart.y(way)} />
      <circle
        class="dot dot-positive dot-dragged"
        cx={chart.x(t)}
        cy={chart.y(x)}
        r={8}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { pointer: event.clientY, x };
        }}
        onPointerMove={(event) => {
          if (!from.current || event.buttons === 0) return;
          const moved = from.current.x - (event.clientY - from.current.pointer) * perPixel;
          onDrag(at, Math.round(Math.min(Math.max(moved, WAYS[0]), WAYS[1]) * 10) / 10);
        }}
      />
    </g>
  );
}
