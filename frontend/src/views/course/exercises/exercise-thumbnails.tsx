import type { ComponentChildren } from "preact";

/** Pictures of the exercises F to P, in the 96 x 60 units of every thumbnail. */
export const EXERCISE_THUMBNAILS = {
  "three-outputs": () => [
    <path class="line thin" d="M14 30L48 18M14 30L48 42M14 12L48 42M14 48L48 18" />,
    <path class="of-orange thick" d="M14 12L48 18L82 12M48 18L82 30M48 18L82 48" />,
    nodes([14, 12], [14, 30], [14, 48], [48, 18], [48, 42], [82, 12], [82, 30], [82, 48]),
  ],
  "cross-entropy": () => [
    <rect class="fill-blue" x="18" y="8" width="12" height="44" />,
    <rect class="fill-orange" x="42" y="34" width="12" height="18" />,
    <rect class="fill-orange" x="66" y="44" width="12" height="8" />,
    <path class="line" d="M10 53H86" />,
  ],
  "chain-rule": () => [
    <path class="line" d="M20 30H40M56 30H76M70 25L76 30L70 35M34 25L40 30L34 35" />,
    <path class="of-orange thick" d="M76 46C60 56 36 56 20 46M25 46L20 46L21 51" />,
    nodes([13, 30], [48, 30], [83, 30]),
  ],
  shapes: () => [
    cells(10, 14, 2, 3, "cell fill-blue"),
    cells(44, 14, 4, 2, "cell"),
    <path class="line" d="M34 28H40M37 25V31" />,
  ],
  convolution: () => [
    cells(8, 8, 4, 4, "cell"),
    <rect class="of-orange thick" x="8" y="8" width="33" height="33" />,
    <path class="line" d="M56 30H68M63 25L68 30L63 35" />,
    cells(72, 19, 2, 2, "cell fill-blue"),
  ],
  recurrence: () => [
    <path class="line" d="M22 34H38M58 34H78M72 29L78 34L72 39" />,
    <path class="of-orange thick" d="M56 26C66 6 30 6 40 26M35 23L40 26L43 21" />,
    nodes([15, 34], [48, 34]),
  ],
  hopfield: () => [
    <path class="of-blue" d="M22 14H74M22 46H74M22 14V46M74 14V46" />,
    <path class="of-orange" d="M22 14L74 46M74 14L22 46" />,
    nodes([22, 14], [74, 14], [22, 46], [74, 46]),
  ],
  "contrastive-divergence": () => [
    <path class="line" d="M26 46L40 14M26 46L60 14M70 46L40 14M70 46L60 14" />,
    <path class="of-orange" d="M12 42V18M8 23L12 18L16 23M84 18V42M80 37L84 42L88 37" />,
    nodes([38, 14], [60, 14], [26, 46], [70, 46]),
  ],
  margin: () => [
    <path class="line thick" d="M24 54L72 6" />,
    <path class="line thin" d="M10 48L58 0M38 60L86 12" />,
    points("dot-orange", [28, 30], [16, 20], [30, 10]),
    points("dot-blue", [62, 36], [78, 40], [66, 52]),
  ],
  "travelling-salesman": () => [
    <path class="of-orange" d="M16 44L26 12L52 22L80 10L76 46L48 52Z" />,
    points("dot-blue", [16, 44], [26, 12], [52, 22], [80, 10], [76, 46], [48, 52]),
  ],
  "threshold-gates": () => [
    <path class="line" d="M14 18H38M14 42H38M14 18L38 42M14 42L38 18M50 18L70 30M50 42L70 30M82 30H92" />,
    nodes([44, 18], [44, 42], [76, 30]),
    points("dot-ink", [14, 18], [14, 42]),
  ],
} as const satisfies Readonly<Record<string, () => ComponentChildren>>;

function nodes(...places: readonly (readonly [number, number])[]): ComponentChildren {
  return places.map(([x, y]) => (
    <circle key={`${String(x)} ${String(y)}`} class="node" cx={x} cy={y} r="6" />
  ));
}

function points(name: string, ...places: readonly (readonly [number, number])[]): ComponentChildren {
  return places.map(([x, y]) => (
    <circle key={`${String(x)} ${String(y)}`} class={name} cx={x} cy={y} r="3" />
  ));
}

function cells(left: number, top: number, columns: number, rows: number, name: string): ComponentChildren {
  return Array.from({ length: columns * rows }, (_, at) => (
    <rect
      key={at}
      class={name}
      x={left + 11 * (at % columns)}
      y={top + 11 * Math.floor(at / columns)}
      width="11"
      height="11"
    />
  ));
}
