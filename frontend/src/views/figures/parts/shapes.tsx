import type { ComponentChildren } from "preact";

/** In units of the panel, from its upper left corner. */
export type Place = readonly [x: number, y: number];

/** Colours with a meaning, and the ink and the soft ink of the page. */
export type Tone = "ink" | "soft" | "blue" | "orange";

const HEAD = 8;
const HALF_HEAD = 4;

/**
 * An arrow.
 *
 * @param props.bend how far a curved arrow leaves the straight line, to its left
 * @param props.trim how far it stays away from both of its ends, for example the radii of units
 */
export function Arrow({
  from,
  to,
  tone = "soft",
  bend = 0,
  trim: [before, after] = [0, 0],
  strong = false,
  dashed = false,
}: {
  readonly from: Place;
  readonly to: Place;
  readonly tone?: Tone;
  readonly bend?: number;
  readonly trim?: readonly [number, number];
  readonly strong?: boolean;
  readonly dashed?: boolean;
}) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const along = [(to[0] - from[0]) / length, (to[1] - from[1]) / length] as const;
  const control: Place = [(from[0] + to[0]) / 2 + bend * along[1], (from[1] + to[1]) / 2 - bend * along[0]];
  const start = towards(from, control, before);
  const tip = towards(to, control, after);
  const neck = towards(tip, control, HEAD - 1);
  const [dx, dy] = [(tip[0] - neck[0]) / (HEAD - 1), (tip[1] - neck[1]) / (HEAD - 1)];
  const head: readonly Place[] = [
    tip,
    [tip[0] - HEAD * dx + HALF_HEAD * dy, tip[1] - HEAD * dy - HALF_HEAD * dx],
    [tip[0] - HEAD * dx - HALF_HEAD * dy, tip[1] - HEAD * dy + HALF_HEAD * dx],
  ];
  const line = `M${at(start)}Q${at(control)} ${at(neck)}`;
  return (
    <g class={`figure-${tone}`}>
      <path
        class={`figure-line${strong ? " figure-strong" : ""}${dashed ? " figure-dashed" : ""}`}
        d={line}
      />
      <path class="figure-head" d={`M${head.map(at).join("L")}z`} />
    </g>
  );
}

/** A line, or a curve through many places. */
export function Line({
  through,
  tone = "soft",
  strong = false,
  dashed = false,
}: {
  readonly through: readonly Place[];
  readonly tone?: Tone;
  readonly strong?: boolean;
  readonly dashed?: boolean;
}) {
  return (
    <g class={`figure-${tone}`}>
      <path
        class={`figure-line${strong ? " figure-strong" : ""}${dashed ? " figure-dashed" : ""}`}
        d={`M${through.map(at).join("L")}`}
      />
    </g>
  );
}

/** A neuron: a circle with its name. */
export function Unit({
  at: [x, y],
  r = 14,
  tone = "ink",
  children,
}: {
  readonly at: Place;
  readonly r?: number;
  readonly tone?: Tone;
  readonly children?: ComponentChildren;
}) {
  return (
    <g class={`figure-${tone}`}>
      <circle class="figure-unit" cx={x} cy={y} r={r} />
      {children !== undefined && (
        <text class="figure-words" x={x} y={y} dy="0.35em" text-anchor="middle">
          {children}
        </text>
      )}
    </g>
  );
}

/**
 * Words of a drawing. Their place is the middle of their height.
 *
 * @param props.over whether lines pass behind the words
 */
export function Words({
  at: [x, y],
  anchor = "middle",
  tone = "ink",
  bold = false,
  over = false,
  children,
}: {
  readonly at: Place;
  readonly anchor?: "start" | "middle" | "end";
  readonly tone?: Tone;
  readonly bold?: boolean;
  readonly over?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <g class={`figure-${tone}`}>
      <text
        class={`figure-words${bold ? " figure-bold" : ""}${over ? " figure-words-over" : ""}`}
        x={x}
        y={y}
        dy="0.35em"
        text-anchor={anchor}
      >
        {children}
      </text>
    </g>
  );
}

/** A dot, for example a sample. */
export function Dot({
  at: [x, y],
  tone,
  r = 5,
}: {
  readonly at: Place;
  readonly tone: Tone;
  readonly r?: number;
}) {
  return (
    <g class={`figure-${tone}`}>
      <circle class="figure-dot" cx={x} cy={y} r={r} />
    </g>
  );
}

/** The places of a function's curve: `f` returns the place for each of `count + 1` values from 0 to 1. */
export function curve(f: (share: number) => Place, count = 60): readonly Place[] {
  return Array.from({ length: count + 1 }, (_, step) => f(step / count));
}

function towards([x, y]: Place, [x2, y2]: Place, distance: number): Place {
  const length = Math.hypot(x2 - x, y2 - y) || 1;
  return [x + ((x2 - x) * distance) / length, y + ((y2 - y) * distance) / length];
}

function at([x, y]: Place): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
