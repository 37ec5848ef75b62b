import { linkHorizontal } from "d3-shape";

/** CSS pixels, from the network's upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything of the network stands. */
export interface NetworkGeometry {
  readonly width: number;
  readonly height: number;
  /** From one column to the next. */
  readonly step: number;
  /** Edge of a unit's square. */
  readonly size: number;
  /** Centres of the features' column, one for every feature on offer, chosen or not. */
  readonly features: readonly Point[];
  /** Centres by layer and unit, the output layer last. */
  readonly layers: readonly (readonly Point[])[];
}

/** A weight's place: from input `from` into unit `to` of a layer; inputs of layer 0 are the chosen features. */
export interface LinkAddress {
  readonly layer: number;
  readonly from: number;
  readonly to: number;
}

/** Room for the features' names, left of their squares. */
const NAMES = 64;
/** Right of the output's square. */
const MARGIN = 18;
const NARROWEST_COLUMN = 58;
/** Where the first row begins: below the headings of the layers. */
const TOP = 26;

/**
 * @param units of each layer, the output layer last
 * @param available width in CSS pixels; a deep network takes more and scrolls
 */
export function networkGeometry(
  featureCount: number,
  units: readonly number[],
  available: number,
): NetworkGeometry {
  const most = Math.max(featureCount, ...units);
  const { size, pitch } = unitSize(most, available);
  const width = Math.max(available, NAMES + MARGIN + size + units.length * NARROWEST_COLUMN);
  const step = (width - NAMES - MARGIN - size) / units.length;
  const column = (count: number, at: number) =>
    Array.from({ length: count }, (_, row) => ({ x: NAMES + size / 2 + at * step, y: TOP + row * pitch }));
  return {
    width,
    step,
    height: TOP + (most - 1) * pitch + size / 2 + 12,
    size,
    features: column(featureCount, 0),
    layers: units.map((count, layer) => column(count, layer + 1)),
  };
}

/** Large where there is room, small where the units are many. */
function unitSize(most: number, available: number): { readonly size: number; readonly pitch: number } {
  if (most > 9) return { size: 26, pitch: 34 };
  return available > 950 ? { size: 44, pitch: 66 } : { size: 34, pitch: 51 };
}

/** Ends of a link: at the right edge of one square and the left edge of the other. */
export function linkEnds(from: Point, to: Point, size: number): readonly [Point, Point] {
  return [
    { x: from.x + size / 2 + 2, y: from.y },
    { x: to.x - size / 2 - 2, y: to.y },
  ];
}

const bend = linkHorizontal<readonly [Point, Point], Point>()
  .source(([from]) => from)
  .target(([, to]) => to)
  .x(({ x }) => x)
  .y(({ y }) => y);

/** The SVG path of a link. */
export function linkPath(ends: readonly [Point, Point]): string {
  return bend(ends) ?? "";
}

/**
 * The link nearest to a point, within `reach` CSS pixels of height. The links are d3's horizontal curves: control points half way, so x
 * only grows along them and its parameter can be found by halving.
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

/** Solves x(t) = 1.5 t (1 - t) + t^3 (both ends 0 and 1, controls at one half) for t. */
function parameterAt(x: number): number {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 20; halving++) {
    const t = (low + high) / 2;
    if (1.5 * t * (1 - t) + t * t * t < x) low = t;
    else high = t;
  }
  return (low + high) / 2;
}
