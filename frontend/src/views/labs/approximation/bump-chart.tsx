import { useRef } from "preact/hooks";
import { APPROXIMATION } from "../../../i18n/labs/approximation";
import { stepsOf, type Bump } from "../../../model/labs/approximation/bumps";
import type { Dot } from "../../../render/line-chart";
import { LineChart } from "../../charts/line-chart";
import { useTexts } from "../../course/course-context";

/** Least and greatest height that a drag gives. */
export const HEIGHTS = [-0.5, 1.5] as const;
const X_RANGE = [-0.1, 1.1] as const;
const HEIGHT = 280;

/** The function, the network's output and its bumps. Tops are dragged vertically, steps horizontally. */
export function BumpChart({
  target,
  output,
  bumps,
  handles,
  onHeight,
  onStep,
}: {
  readonly target: readonly Dot[];
  readonly output: readonly Dot[];
  readonly bumps: readonly Bump[];
  readonly handles: boolean;
  readonly onHeight: (at: number, height: number) => void;
  readonly onStep: (step: number, x: number) => void;
}) {
  const text = useTexts(APPROXIMATION);
  return (
    <LineChart
      name={text.chart(bumps.length)}
      series={[
        { name: text.function, dots: target },
        { name: text.network, dots: output, tone: 2 },
      ]}
      xLabel="x"
      x={X_RANGE}
      y={HEIGHTS}
      height={HEIGHT}
    >
      {({ x, y }) => (
        <>
          {bumps.map(({ from, to, height }, at) => (
            <rect
              key={at}
              class="bump"
              x={x(from)}
              width={Math.max(x(to) - x(from), 0)}
              y={Math.min(y(height), y(0))}
              height={Math.abs(y(height) - y(0))}
            />
          ))}
          {handles &&
            stepsOf(bumps).map((step, at) => (
              <Handle
                key={`step ${String(at)}`}
                name="handle handle-step"
                cx={x(step)}
                cy={y(0)}
                onDrag={(dx) => {
                  onStep(at, round(x.invert(x(step) + dx)));
                }}
                along="x"
              />
            ))}
          {handles &&
            bumps.map(({ from, to, height }, at) => (
              <Handle
                key={`top ${String(at)}`}
                name="handle handle-top"
                cx={x((Math.max(from, 0) + Math.min(to, 1)) / 2)}
                cy={y(height)}
                onDrag={(dy) => {
                  const perPixel = (HEIGHTS[1] - HEIGHTS[0]) / HEIGHT;
                  onHeight(at, round(Math.min(Math.max(height - dy * perPixel, HEIGHTS[0]), HEIGHTS[1])));
                }}
                along="y"
              />
            ))}
        </>
      )}
    </LineChart>
  );
}

/** A dot that is dragged along one axis. `onDrag` gets the distance since the press; CSS pixels. */
function Handle({
  name,
  cx,
  cy,
  along,
  onDrag,
}: {
  readonly name: string;
  readonly cx: number;
  readonly cy: number;
  readonly along: "x" | "y";
  readonly onDrag: (distance: number) => void;
}) {
  const press = useRef<{ readonly at: number; readonly onDrag: (distance: number) => void } | undefined>(
    undefined,
  );
  const placeOf = (event: PointerEvent) => (along === "x" ? event.clientX : event.clientY);
  return (
    <circle
      class={name}
      cx={cx}
      cy={cy}
      r={8}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        // The value at the press stays the origin of the whole drag.
        press.current = { at: placeOf(event), onDrag };
      }}
      onPointerMove={(event) => {
        if (!press.current || event.buttons === 0) return;
        press.current.onDrag(placeOf(event) - press.current.at);
      }}
    />
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
