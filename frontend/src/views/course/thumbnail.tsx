import type { ComponentChildren } from "preact";
import type { EXERCISE_ORDER, LabSlug } from "../../model/course/course";
import { EXERCISE_THUMBNAILS } from "./exercises/exercise-thumbnails";

type ExerciseSlug = (typeof EXERCISE_ORDER)[number];

/** Size of every picture in its own units. */
const [WIDTH, HEIGHT] = [96, 60];

type Place = readonly [x: number, y: number];

/** A small picture of what a lesson, a lab or an exercise is about. Decorative: its title stands beside it. */
export function Thumbnail({ slug }: { readonly slug: string }) {
  const picture = PICTURES[slug] ?? network;
  return (
    <svg class="thumbnail-picture" viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} aria-hidden="true">
      {picture()}
    </svg>
  );
}

type Picture = () => ComponentChildren;

const PICTURES: Readonly<Record<string, Picture>> & Readonly<Record<LabSlug | ExerciseSlug, Picture>> = {
  ...EXERCISE_THUMBNAILS,
  neuron: () => [
    <path class="of-blue thick" d="M10 14L44 30" />,
    <path class="of-orange" d="M10 30H44" />,
    <path class="of-blue thin" d="M10 46L44 30" />,
    <path class="line" d="M56 30H88M82 25L88 30L82 35" />,
    <circle class="node" cx="50" cy="30" r="10" />,
    curve((x) => 30 - 5 * Math.tanh((x - 50) / 2), 44, 56, "of-blue thin"),
  ],
  history: () => [
    <path class="line" d="M6 42C20 42 24 14 34 16S46 46 56 44S70 12 90 10" />,
    ...dots([[8, 42], [33, 16], [56, 44], [74, 20], [90, 10]], "dot-blue"), // prettier-ignore
  ],
  elements: () => [
    <path class="line" d="M24 38L42 20M54 20L72 38M66 46H30M37 42L30 46L37 50" />,
    <circle class="node" cx="20" cy="45" r="9" />,
    <circle class="node" cx="48" cy="14" r="9" />,
    <circle class="node" cx="76" cy="45" r="9" />,
  ],
  perceptron: separated,
  "perceptron-rule": separated,
  multilayer: network,
  layers: network,
  "small-network": network,
  backpropagation: backward,
  "exam-question": backward,
  tensors: tensor,
  tensor,
  losses: () => [
    ...[
      [16, 40, 46],
      [34, 22, 36],
      [52, 34, 27],
      [70, 8, 18],
      [84, 20, 11],
    ].map(([x, y, on]) =>
      // prettier-ignore
      <path key={x} class="of-orange" d={`M${String(x)} ${String(y)}V${String(on)}`} />,
    ),
    <path class="of-blue thick" d="M8 50L90 8" />,
    ...dots([[16, 40], [34, 22], [52, 34], [70, 8], [84, 20]], "dot-ink"), // prettier-ignore
  ],
  descent: () => [
    ...[10, 20, 30].map((r) => (
      <ellipse key={r} class="line thin" cx="60" cy="32" rx={r * 1.5} ry={r * 0.85} />
    )),
    <path class="of-orange" d="M12 12L40 46L46 22L56 38L60 32" />,
    ...dots([[12, 12], [40, 46], [46, 22], [56, 38], [60, 32]], "dot-orange"), // prettier-ignore
  ],
  landscape: () => [
    ...[0, 1, 2, 3].map((row) =>
      curve(
        (x) =>
          20 +
          row * 10 -
          11 * Math.exp(-(((x - 30 - row * 5) / 13) ** 2)) +
          5 * Math.exp(-(((x - 70) / 12) ** 2)),
        8 + row * 2,
        90 - row * 2,
        row % 2 === 0 ? "of-blue thin" : "of-orange thin",
      ),
    ),
  ],
  practice: overfitted,
  overfitting: overfitted,
  beyond: () => [
    ...grid(6, 4, 12, 8, 11, (column, row) => (column + row) % 3 === 0),
    <rect class="of-orange thick" x="23" y="8" width="33" height="33" />,
  ],
  activations: () => [
    <path class="line thin" d="M8 30H88M48 6V54" />,
    curve((x) => 30 - 18 * Math.tanh((x - 48) / 12), 10, 86, "of-blue"),
    curve((x) => Math.max(30 - Math.max(x - 48, 0) * 0.62, 6), 10, 86, "of-orange"),
  ],
  initialization: () =>
    bars(
      (at) => 46 * Math.exp(-(((at - 5.5) / 2.6) ** 2)),
      (at) => (at < 6 ? "fill-orange" : "fill-blue"),
    ),
  vanishing: () =>
    bars(
      (at) => 46 * 0.72 ** (11 - at),
      () => "fill-blue",
    ),
  schedules: () => <path class="of-blue thick" d="M8 12H32V26H54V38H74V46H90" />,
  "logic-gate": () => [
    <path class="line" d="M10 20H34M10 40H34M64 30H88" />,
    <path class="node" d="M34 12H46A18 18 0 0 1 46 48H34Z" />,
  ],
  "gradient-step": () => [
    curve((x) => 8 + 42 * (1 - ((x - 50) / 44) ** 2), 8, 92, "line"),
    <path class="of-orange thick" d="M16 24L40 47M33 46L40 47L39 40" />,
    ...dots([[14, 21]], "dot-orange"), // prettier-ignore
  ],
};

function network(): ComponentChildren {
  return layered((from) => (from % 2 === 0 ? "of-blue thin" : "of-orange thin"));
}

function backward(): ComponentChildren {
  return [
    <g transform="translate(7,-2) scale(0.85)">{layered(() => "line thin")}</g>,
    <path class="of-orange thick" d="M84 52H14M20 47L14 52L20 57" />,
  ];
}

function layered(linkClass: (from: number) => string): ComponentChildren {
  const columns: readonly (readonly Place[])[] = [
    [[14, 18], [14, 38]], // prettier-ignore
    [[48, 8], [48, 28], [48, 48]], // prettier-ignore
    [[82, 28]], // prettier-ignore
  ];
  const links = columns
    .slice(1)
    .flatMap((to, at) =>
      (columns[at] ?? []).flatMap(([x1, y1], from) =>
        to.map(([x2, y2]) => (
          <path
            key={`${String(x1)} ${String(y1)} ${String(y2)}`}
            class={linkClass(from + at)}
            d={`M${String(x1)} ${String(y1)}L${String(x2)} ${String(y2)}`}
          />
        )),
      ),
    );
  const nodes = columns
    .flat()
    .map(([x, y]) => (
      <rect
        key={`${String(x)} ${String(y)}`}
        class="node"
        x={x - 6}
        y={y - 6}
        width="12"
        height="12"
        rx="2"
      />
    ));
  return [links, nodes];
}

function separated(): ComponentChildren {
  return [
    <path class="line thick" d="M18 54L78 6" />,
    ...dots([[20, 14], [34, 22], [16, 30], [46, 10], [28, 36]], "dot-orange"), // prettier-ignore
    ...dots([[58, 48], [72, 30], [84, 44], [52, 36], [82, 18]], "dot-blue"), // prettier-ignore
  ];
}

function overfitted(): ComponentChildren {
  return [
    curve((x) => 34 - 12 * Math.sin(x / 28), 8, 90, "line"),
    curve((x) => 34 - 12 * Math.sin(x / 28) - 11 * Math.sin(x / 4.4), 8, 90, "of-orange"),
    ...dots([[14, 22], [28, 28], [42, 12], [56, 20], [70, 31], [84, 37]], "dot-blue"), // prettier-ignore
  ];
}

function tensor(): ComponentChildren {
  return [2, 1, 0].map((sheet) => (
    <g key={sheet} transform={`translate(${String(sheet * 8)},${String(-sheet * 6)})`}>
      {grid(4, 3, 20, 20, 12, (column, row) => (column * 2 + row + sheet) % 3 === 0)}
    </g>
  ));
}

function dots(places: readonly Place[], name: string): readonly ComponentChildren[] {
  return places.map(([x, y]) => (
    <circle key={`${String(x)} ${String(y)}`} class={name} cx={x} cy={y} r="3" />
  ));
}

function grid(
  columns: number,
  rows: number,
  left: number,
  top: number,
  edge: number,
  isBlue: (column: number, row: number) => boolean,
): readonly ComponentChildren[] {
  return Array.from({ length: columns * rows }, (_, at) => {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    return (
      <rect
        key={at}
        class={isBlue(column, row) ? "cell fill-blue" : "cell"}
        x={left + column * edge}
        y={top + row * edge}
        width={edge}
        height={edge}
      />
    );
  });
}

function bars(
  heightOf: (at: number) => number,
  nameOf: (at: number) => string,
): readonly ComponentChildren[] {
  return Array.from({ length: 12 }, (_, at) => (
    <rect key={at} class={nameOf(at)} x={8 + at * 7} y={54 - heightOf(at)} width="5" height={heightOf(at)} />
  ));
}

function curve(f: (x: number) => number, from: number, to: number, name: string): ComponentChildren {
  const steps = 60;
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const x = from + ((to - from) * step) / steps;
    return `${x.toFixed(1)} ${f(x).toFixed(1)}`;
  });
  return <path key={`${name} ${String(from)}`} class={name} d={`M${points.join("L")}`} />;
}
