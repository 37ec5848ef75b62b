import type { Link, LinkInputs } from "../../../model/labs/b-type-machine/link";

/** The inputs of one tick and the link before it. */
export type Tick = Link & LinkInputs;

const ROW_NAMES = ["a", "b", "c", "v", "w", "d"] as const;
const CELL = 20;
const LABEL = 24;

/** The last ticks from left to right: a filled square is a 1. */
export function TickChart({
  name,
  ticks,
  length,
}: {
  readonly name: string;
  readonly ticks: readonly Tick[];
  readonly length: number;
}) {
  return (
    <svg
      class="tick-chart"
      role="img"
      aria-label={name}
      viewBox={`0 0 ${String(LABEL + length * CELL)} ${String(ROW_NAMES.length * (CELL + 4))}`}
    >
      {ROW_NAMES.map((row, at) => (
        <g key={row} transform={`translate(0,${String(at * (CELL + 4))})`}>
          <text x={8} y={CELL / 2} dy="0.35em" text-anchor="middle">
            {row}
          </text>
          {ticks.map((tick, time) => (
            <rect
              key={time}
              class={tick[row] === 1 ? "tick-cell tick-on" : "tick-cell"}
              x={LABEL + time * CELL + 1}
              y={1}
              width={CELL - 2}
              height={CELL - 2}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}
