import type { ComponentChildren } from "preact";
import type { EXERCISE_ORDER, LabSlug } from "../../model/course/course";
import { EXERCISE_THUMBNAILS } from "./exercises/exercise-thumbnails";
import {
  backward,
  bars,
  curve,
  dots,
  grid,
  network,
  overfitted,
  separated,
  tensor,
  vanishing,
} from "./thumbnail-shapes";

type ExerciseSlug = (typeof EXERCISE_ORDER)[number];

/** Size of every picture in its own units. */
const [WIDTH, HEIGHT] = [96, 60];

/** A small picture of what a lesson, a lab or an exercise is about. Decorative: its title stands beside it. */
export function Thumbnail({ slug }: { readonly slug: string }) {
  const picture = PICTURES[slug] ?? network;
  return <ThumbnailFrame>{picture()}</ThumbnailFrame>;
}

/** The ground of a small picture, whose shapes are in units of 96 by 60. */
export function ThumbnailFrame({ children }: { readonly children: ComponentChildren }) {
  return (
    <svg class="thumbnail-picture" viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} aria-hidden="true">
      {children}
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
  neocognitron: () => [
    ...grid(4, 4, 6, 6, 12, (column, row) => row === 0 || column === 1),
    ...grid(2, 2, 64, 18, 12, (column, row) => column === 0 && row === 0),
    <rect class="of-orange thick" x="6" y="6" width="24" height="24" />,
  ],
  approximation: () => [
    <path class="of-orange" d="M8 40H22V24H36V14H50V24H64V38H78V30H90" />,
    curve((x) => 27 - 13 * Math.sin((x - 26) / 13), 8, 90, "of-blue"),
  ],
  "boltzmann-machine": () => [
    ...grid(3, 3, 8, 12, 12, (column) => column === 1),
    ...grid(3, 3, 52, 12, 12, (_, row) => row !== 1),
  ],
  "support-vectors": () => [
    <path class="line thin" d="M6 44L66 6M30 54L90 16" />,
    <path class="line thick" d="M18 49L78 11" />,
    ...dots([[20, 14], [38, 24], [12, 28], [42, 8]], "dot-orange"), // prettier-ignore
    ...dots([[60, 35], [80, 40], [66, 50], [86, 28]], "dot-blue"), // prettier-ignore
  ],
  "history-models": () => [
    <path class="line" d="M6 42C20 42 24 14 34 16S46 46 56 44S70 12 90 10" />,
    ...dots([[8, 42], [33, 16], [56, 44], [74, 20], [90, 10]], "dot-blue"), // prettier-ignore
  ],
  "history-winter": () => [
    <path class="line thick" d="M30 56L66 4" />,
    ...dots([[32, 14], [64, 46]], "dot-orange"), // prettier-ignore
    ...dots([[32, 46], [64, 14]], "dot-blue"), // prettier-ignore
  ],
  "history-revival": () => [
    curve((x) => 28 + 16 * Math.sin(x / 9) - x / 12, 6, 90, "line"),
    <path class="of-blue" d="M34 12L20 32M20 25L20 32L27 31" />,
    ...dots([[15, 38]], "dot-blue"), // prettier-ignore
  ],
  "history-decline": () => [
    <path class="line thick" d="M18 54L78 6" />,
    <path class="line thin" d="M6 48L66 0M30 60L90 12" />,
    ...dots([[36, 24], [14, 18], [30, 10]], "dot-orange"), // prettier-ignore
    ...dots([[60, 36], [82, 30], [72, 50]], "dot-blue"), // prettier-ignore
  ],
  "history-deep-learning": () =>
    bars(
      (at) => 6 + 42 / (1 + Math.exp((at - 6) * 0.9)),
      (at) => (at < 6 ? "fill-orange" : "fill-blue"),
    ),
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
  overfitting: overfitted,
  "data-quality": () => [
    ...dots([[14, 14], [26, 24], [12, 34], [30, 42], [22, 50], [70, 40]], "dot-orange"), // prettier-ignore
    ...dots([[62, 12], [78, 20], [86, 34], [58, 28], [78, 50], [34, 12]], "dot-blue"), // prettier-ignore
    <path class="line thick" d="M46 6C40 24 54 36 46 54" />,
  ],
  convolution: () => [
    ...grid(6, 4, 12, 8, 11, (column, row) => (column + row) % 3 === 0),
    <rect class="of-orange thick" x="23" y="8" width="33" height="33" />,
  ],
  recurrence: () => [
    <path class="line" d="M22 38H38M58 38H74M18 60V50M48 60V50M78 60V50" />,
    <path class="of-orange" d="M12 28C0 8 36 8 24 28M27 22L24 28L18 25" />,
    ...[18, 48, 78].map((x) => <circle key={x} class="node" cx={x} cy="38" r="10" />),
  ],
  segmentation: () => [
    ...grid(7, 5, 10, 3, 11, (column, row) => (column - 3) ** 2 / 5 + (row - 2) ** 2 / 2.4 < 1),
    <path class="of-orange" d="M22 26C22 12 34 8 50 9S76 20 74 32S60 50 44 48S22 40 22 26Z" />,
  ],
  summary: () => [
    ...[14, 30, 46].map((y) => <path key={y} class="line thick" d={`M34 ${String(y)}H84`} />),
    <path class="of-blue thick" d="M12 14L16 18L24 9M12 30L16 34L24 25M12 46L16 50L24 41" />,
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
  vanishing,
  "vanishing-gradients": vanishing,
  hopfield: () => [
    curve((x) => 30 - 14 * Math.cos(x / 7.6) + x / 12, 8, 90, "line"),
    ...dots([[24, 45]], "dot-orange"), // prettier-ignore
    <path class="of-orange" d="M40 19Q32 20 28 38M25 33L28 39L33 35" />,
  ],
  "b-type-machine": () => [
    <path class="line" d="M8 20H30M8 40H30M58 30H88" />,
    <path class="node" d="M30 12H38A18 18 0 0 1 38 48H30Z" />,
    <circle class="dot-orange" cx="59" cy="30" r="4" />,
    <circle class="dot-blue" cx="84" cy="30" r="5" />,
  ],
  snarc: () => [
    <path class="line thick" d="M22 6H86V54H10V6M34 6V30M34 42H60M60 6V20M60 32V54" />,
    <path class="of-blue" d="M20 16V36H47V26H72V44" />,
    ...dots([[20, 16], [72, 46]], "dot-orange"), // prettier-ignore
  ],
  "travelling-salesman": () => [
    <path class="line" d="M14 40L30 12L52 20L80 10L86 36L60 50L40 36Z" />,
    ...dots([[14, 40], [30, 12], [52, 20], [80, 10], [86, 36], [60, 50], [40, 36]], "dot-blue"), // prettier-ignore
  ],
  "belief-net": () => [
    ...grid(2, 4, 6, 4, 12, (column, row) => (column + row) % 2 === 0),
    <path class="line" d="M34 30H46M41 25L46 30L41 35M64 30H72M67 25L72 30L67 35" />,
    <path class="of-blue thick" d="M52 10V50M58 10V50" />,
    <path class="of-orange thick" d="M80 10V50M86 10V50" />,
  ],
  denoising: () => [
    <circle class="of-orange" cx="48" cy="30" r="20" />,
    <path class="line thin" d="M8 30H24M19 26L24 30L19 34M88 30H72M77 26L72 30L77 34" />,
    <path class="line thin" d="M16 4L32 16M26 15L32 16L30 10M80 56L64 44M70 45L64 44L66 50" />,
    <path class="line thin" d="M48 30H62M57 26L62 30L57 34" />,
  ],
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
