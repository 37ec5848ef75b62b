import { linkHorizontal } from "d3-shape";

/** CSS pixels from the network's upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Positions of all parts of the network. */
export interface NetworkGeometry {
  readonly width: number;
  readonly height: number;
  /** Distance between two columns. */
  readonly step: number;
  /** Edge of a unit's square. */
  readonly size: number;
  /** Centres of the offered features, selected or not. */
  readonly features: readonly Point[];
  /** Centres by layer and unit, the output layer last. */
  readonly layers: readonly (readonly Point[])[];
}

/** Identifies a weight: from input `from` to unit `to` of a layer. Inputs of layer 0 are the selected features. */
export interface LinkAddress {
  readonly layer: number;
  readonly from: number;
  readonly to: number;
}

/** Width of the features' names, at the left of their squares. */
const NAMES_WIDTH = 64;
/** At the right of the output's square. */
const MARGIN = 18;
const MIN_COLUMN_WIDTH = 58;
/** Top of the first row, below the headings of the layers. */
const TOP = 26;

/**
 * @param units of each layer, the output layer last
 * @param available width in CSS pixels; a deep network is wider and scrolls
 * @param compact whether the network must be low, for a narrow frame
 */
export function networkGeometry(
  featureCount: number,
  units: readonly number[],
  available: number,
  compact = false,
): NetworkGeometry {
  const rows = Math.max(featureCount, ...units);
  const { size, pitch } = unitSize(rows, available, compact);
  const width = Math.max(available, NAMES_WIDTH + MARGIN + size + units.length * MIN_COLUMN_WIDTH);
  const step = (width - NAMES_WIDTH - MARGIN - size) / units.length;
  const column = (count: number, at: number) =>
    Array.from({ length: count }, (_, row) => ({
      x: NAMES_WIDTH + size / 2 + at * step,
      y: TOP + row * pitch,
    }));
  return {
    width,
    step,
    height: TOP + (rows - 1) * pitch + size / 2 + 12,
    size,
    features: column(featureCount, 0),
    layers: units.map((count, layer) => column(count, layer + 1)),
  };
}

/** Smaller units if there are many or the page is narrow. */
function unitSize(
  rows: number,
  available: number,
  compact: boolean,
): { readonly size: number; readonly pitch: number } {
  if (compact) return { size: 24, pitch: 28 };
  if (rows > 9) return { size: 26, pitch: 34 };
  return available > 950 ? { size: 44, pitch: 66 } : { size: 34, pitch: 51 };
}

/** Ends of a link: the right edge of one square and the left edge of another. */
export function linkEnds(from: Point, to: Point, size: number): readonly [Point, Point] {
  return [
    { x: from.x + size / 2 + 2, y: from.y },
    { x: to.x - size / 2 - 2, y: to.y },
  ];
}

const linkCurve = linkHorizontal<readonly [Point, Point], Point>()
  .source(([from]) => from)
  .target(([, to]) => to)
  .x(({ x }) => x)
  .y(({ y }) => y);

/** SVG path of a link. */
export function linkPath(ends: readonly [Point, Point]): string {
  return linkCurve(ends) ?? "";
}

/**
 * The link nearest to a point, within a vertical distance of `reach` CSS pixels. Links are d3's horizontal curves,
 * along which x grows monotonically, so bisection finds the curve's parameter.
 */
export function nearestLink(
  point: Point,
  links: readonly { readonly address: LinkAddress; readonly ends: readonly [Point, Point] }[],
  reach: number,
): LinkAddress | undefined {
  let best: LinkAddress | undefined;
  let bestDistance = reach;
  for (const { address, ends } of links) {
    const [from, to] = ends;
    if (point.x < from.x || point.x > to.x) continue;
    const along = parameterAt((point.x - from.x) / (to.x - from.x));
    const y = from.y + (to.y - from.y) * along * along * (3 - 2 * along);
    const distance = Math.abs(point.y - y);
    if (distance < bestDistance) [best, bestDistance] = [address, distance];
  }
  return best;
}

/** Solves x(t) = 1.5 t (1 - t) + t^3 for t: ends at 0 and 1, control points at one half. */
function parameterAt(x: number): number {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 20; halving++) {
    const t = (low + high) / 2;
    if (1.5 * t * (1 - t) + t * t * t < x) low = t;
    else high = t;
  }
  return (low + high) / 2;
}
