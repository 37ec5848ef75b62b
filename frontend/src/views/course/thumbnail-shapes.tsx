import type { ComponentChildren } from "preact";

/** In units of a thumbnail, 96 by 60. */
type Place = readonly [x: number, y: number];

/* Shapes and whole pictures that several thumbnails share. */

/** Two inputs, three hidden neurons, one output. */
const COLUMNS: readonly (readonly Place[])[] = [
  [[14, 18], [14, 38]], // prettier-ignore
  [[48, 8], [48, 28], [48, 48]], // prettier-ignore
  [[82, 28]], // prettier-ignore
];

export function network(): ComponentChildren {
  return layered(COLUMNS, { node: 12, link: (from) => (from % 2 === 0 ? "of-blue thin" : "of-orange thin") });
}

export function backward(): ComponentChildren {
  return [
    <g transform="translate(7,-2) scale(0.85)">{layered(COLUMNS, { node: 12, link: () => "line thin" })}</g>,
    <path class="of-orange thick" d="M84 52H14M20 47L14 52L20 57" />,
  ];
}

/**
 * Neurons in columns, each linked with all of the next column.
 *
 * @param node edge of a neuron
 * @param link class of the links from a neuron
 */
export function layered(
  columns: readonly (readonly Place[])[],
  { node, link }: { readonly node: number; readonly link: (from: number) => string },
): ComponentChildren {
  const links = columns
    .slice(1)
    .flatMap((to, at) =>
      (columns[at] ?? []).flatMap(([x1, y1], from) =>
        to.map(([x2, y2]) => (
          <path
            key={`${String(x1)} ${String(y1)} ${String(y2)}`}
            class={link(from + at)}
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
        x={x - node / 2}
        y={y - node / 2}
        width={node}
        height={node}
        rx={node / 6}
      />
    ));
  return [links, nodes];
}

export function separated(): ComponentChildren {
  return [
    <path class="line thick" d="M18 54L78 6" />,
    ...dots([[20, 14], [34, 22], [16, 30], [46, 10], [28, 36]], "dot-orange"), // prettier-ignore
    ...dots([[58, 48], [72, 30], [84, 44], [52, 36], [82, 18]], "dot-blue"), // prettier-ignore
  ];
}

export function overfitted(): ComponentChildren {
  return [
    curve((x) => 34 - 12 * Math.sin(x / 28), 8, 90, "line"),
    curve((x) => 34 - 12 * Math.sin(x / 28) - 11 * Math.sin(x / 4.4), 8, 90, "of-orange"),
    ...dots([[14, 22], [28, 28], [42, 12], [56, 20], [70, 31], [84, 37]], "dot-blue"), // prettier-ignore
  ];
}

export function tensor(): ComponentChildren {
  return [2, 1, 0].map((sheet) => (
    <g key={sheet} transform={`translate(${String(sheet * 8)},${String(-sheet * 6)})`}>
      {grid(4, 3, 20, 20, 12, (column, row) => (column * 2 + row + sheet) % 3 === 0)}
    </g>
  ));
}

export function dots(places: readonly Place[], name: string): readonly ComponentChildren[] {
  return places.map(([x, y]) => (
    <circle key={`${String(x)} ${String(y)}`} class={name} cx={x} cy={y} r="3" />
  ));
}

export function grid(
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

export function bars(
  heightOf: (at: number) => number,
  nameOf: (at: number) => string,
): readonly ComponentChildren[] {
  return Array.from({ length: 12 }, (_, at) => (
    <rect key={at} class={nameOf(at)} x={8 + at * 7} y={54 - heightOf(at)} width="5" height={heightOf(at)} />
  ));
}

export function curve(f: (x: number) => number, from: number, to: number, name: string): ComponentChildren {
  const steps = 60;
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const x = from + ((to - from) * step) / steps;
    return `${x.toFixed(1)} ${f(x).toFixed(1)}`;
  });
  return <path key={`${name} ${String(from)}`} class={name} d={`M${points.join("L")}`} />;
}

export function vanishing(): ComponentChildren {
  return bars(
    (at) => 46 * 0.72 ** (11 - at),
    () => "fill-blue",
  );
}
