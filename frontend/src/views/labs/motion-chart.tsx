import { useRef } from "preact/hooks";
import type { Measurement } from "../../model/labs/motion";
import type { LineChart as Drawn } from "../../render/line-chart";
import { LineChart } from "../charts/line-chart";

const TIMES = Array.from({ length: 61 }, (_, at) => at / 20);
const POSITION_RANGE = [-5, 20] as const;
const HEIGHT = 320;

/** The curve and the measurements, with a line for each error. Measurements can be dragged vertically. */
export function MotionChart({
  name,
  xLabel,
  yLabel,
  measurements,
  positionAt,
  onDrag,
}: {
  readonly name: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly measurements: readonly Measurement[];
  readonly positionAt: (t: number) => number;
  readonly onDrag: (at: number, x: number) => void;
}) {
  return (
    <LineChart
      name={name}
      series={[{ name, dots: TIMES.map((t) => [t, positionAt(t)] as const) }]}
      xLabel={xLabel}
      yLabel={yLabel}
      x={[0, 3.2]}
      y={POSITION_RANGE}
      height={HEIGHT}
      legend={false}
    >
      {(chart) =>
        measurements.map((each, at) => (
          <MeasurementDot
            key={at}
            chart={chart}
            curve={positionAt(each.t)}
            at={at}
            {...each}
            onDrag={onDrag}
          />
        ))
      }
    </LineChart>
  );
}

function MeasurementDot({
  chart,
  t,
  x,
  curve,
  at,
  onDrag,
}: Measurement & {
  readonly chart: Drawn;
  readonly curve: number;
  readonly at: number;
  readonly onDrag: (at: number, x: number) => void;
}) {
  const dragStart = useRef<{ readonly pointer: number; readonly x: number } | undefined>(undefined);
  const perPixel = (POSITION_RANGE[1] - POSITION_RANGE[0]) / HEIGHT;
  return (
    <g>
      <line class="error-line" x1={chart.x(t)} x2={chart.x(t)} y1={chart.y(x)} y2={chart.y(curve)} />
      <circle
        class="dot dot-positive dot-dragged"
        cx={chart.x(t)}
        cy={chart.y(x)}
        r={8}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          dragStart.current = { pointer: event.clientY, x };
        }}
        onPointerMove={(event) => {
          if (!dragStart.current || event.buttons === 0) return;
          const moved = dragStart.current.x - (event.clientY - dragStart.current.pointer) * perPixel;
          onDrag(at, Math.round(Math.min(Math.max(moved, POSITION_RANGE[0]), POSITION_RANGE[1]) * 10) / 10);
        }}
      />
    </g>
  );
}
