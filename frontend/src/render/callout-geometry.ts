import type { NetworkGeometry, Point } from "./network-geometry";

/** A sentence beside a hand-drawn arrow. CSS pixels, as in `NetworkGeometry`. */
export interface Callout {
  /** Left end and width of the text, and the y of its edge beside the arrow. */
  readonly text: Point & { readonly width: number };
  /** SVG path of the arrow, its head included. */
  readonly arrow: string;
}

export interface Callouts {
  /** Points to a neuron of the last hidden layer, from below. */
  readonly unit: Callout | undefined;
  /** Points to a link to the output, from above. */
  readonly link: Callout | undefined;
}

/** Of a text of up to four lines. */
const TEXT = { width: 164, height: 72 };
const MIN_WIDTH = 130;
const ARROW_HEIGHT = 34;
/** Between the text and a column of units. */
const GAP = 18;

/** Places two callouts where the network leaves room for them. */
export function callouts(network: NetworkGeometry): Callouts {
  const output = network.layers.at(-1) ?? [];
  const hidden = network.layers.at(-2);
  if (!hidden) return { unit: undefined, link: undefined };
  return { unit: ofUnit(network, hidden, output), link: ofLink(network, hidden, output) };
}

function ofUnit(
  { size, width: right, height }: NetworkGeometry,
  hidden: readonly Point[],
  output: readonly Point[],
): Callout | undefined {
  const [lowest, lowestOutput] = [hidden.at(-1), output.at(-1)];
  if (!lowest || !lowestOutput) return undefined;
  const below = lowest.y + size / 2;
  const [x, y] = [lowest.x - size / 2 + GAP, below + ARROW_HEIGHT];
  const isBelowOutput = y >= lowestOutput.y + size / 2;
  const width = Math.min(TEXT.width, (isBelowOutput ? right : lowestOutput.x - size / 2 - GAP) - x);
  if (y + TEXT.height > height || width < MIN_WIDTH) return undefined;
  const text = { x, y, width };
  const to = { x: lowest.x, y: below + 5 };
  return { text, arrow: arrow({ x: text.x + 24, y: text.y - 2 }, to, -12) };
}

function ofLink(
  { size, step, width: right }: NetworkGeometry,
  hidden: readonly Point[],
  output: readonly Point[],
): Callout | undefined {
  const [highest, first] = [hidden[0], output[0]];
  if (!highest || !first) return undefined;
  const left = highest.x + size / 2 + GAP;
  const width = Math.min(TEXT.width, right - left);
  const lines = Math.min(highest.y, first.y) - size / 2;
  if (lines < TEXT.height + ARROW_HEIGHT || width < MIN_WIDTH) return undefined;
  // Halfway along the link, where its curve is halfway between its ends.
  const to = { x: highest.x + step / 2, y: (highest.y + first.y) / 2 - 8 };
  const text = { x: right - width, y: lines - ARROW_HEIGHT / 2, width };
  return { text, arrow: arrow({ x: text.x + 20, y: text.y + 4 }, to, 14) };
}

/** A line that bends to one side by `bend`, and a head of two strokes of different lengths. */
function arrow(from: Point, to: Point, bend: number): string {
  const middle = { x: (from.x + to.x) / 2 + bend, y: (from.y + to.y) / 2 };
  const angle = Math.atan2(to.y - middle.y, to.x - middle.x);
  const stroke = (turn: number, length: number) => {
    const direction = angle + Math.PI + turn;
    return `M${at(to.x + length * Math.cos(direction))} ${at(to.y + length * Math.sin(direction))}L${at(to.x)} ${at(to.y)}`;
  };
  return [
    `M${at(from.x)} ${at(from.y)}Q${at(middle.x)} ${at(middle.y)} ${at(to.x)} ${at(to.y)}`,
    stroke(0.5, 9),
    stroke(-0.55, 8),
  ].join("");
}

function at(coordinate: number): string {
  return coordinate.toFixed(1);
}
