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
  /** Edge of a feature's square. */
  readonly featureSize: number;
  /** Edge of a unit's square; larger than a feature's if there is room. */
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
const MIN_COLUMN_WIDTH = 56;
/** Centre of the first feature, below the headings of the layers. */
const TOP = 22;
/** Largest edge of a unit's square. */
const MAX_SIZE = 64;
/** Shorter columns are centred beside this number of rows: the middle of a higher network may be out of view. */
const MAX_CENTRED_ROWS = 9;

/**
 * Few units are larger, and columns with fewer rows than the network are centred. The features stay at the top. The
 * distance of the columns depends on their number only, so that a column does not move when its units grow.
 *
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
  const { size, pitch } = featureSize(rows, available, compact);
  const width = Math.max(available, NAMES_WIDTH + MARGIN + size + units.length * MIN_COLUMN_WIDTH);
  const maxSize = largestUnit(size, (width - NAMES_WIDTH - MARGIN - size) / units.length);
  const step = (width - NAMES_WIDTH - MARGIN - (size + maxSize) / 2) / units.length;
  const gap = pitch - size;
  const height = Math.min(rows, MAX_CENTRED_ROWS) * pitch;
  const most = Math.max(...units);
  const unitSize = Math.floor(Math.max(size, Math.min(maxSize, height / most - gap)));
  const unitPitch = Math.max(pitch, Math.min(height / most, unitSize * 1.5));
  const top = TOP - pitch / 2;
  const x = (column: number) => NAMES_WIDTH + size / 2 + column * step;
  return {
    width,
    step,
    height: TOP + (rows - 1) * pitch + size / 2 + 12,
    featureSize: size,
    size: unitSize,
    features: Array.from({ length: featureCount }, (_, row) => ({ x: x(0), y: TOP + row * pitch })),
    layers: units.map((count, layer) => {
      const start = top + Math.max(0, (height - count * unitPitch) / 2) + unitPitch / 2;
      return Array.from({ length: count }, (_, row) => ({ x: x(layer + 1), y: start + row * unitPitch }));
    }),
  };
}

/** Half of a column's width stays free for the links. */
function largestUnit(featureSize: number, columnWidth: number): number {
  return Math.max(featureSize, Math.min(MAX_SIZE, Math.floor(columnWidth / 2)));
}

/** Smaller squares if there are many rows or the page is narrow. */
function featureSize(
  rows: number,
  available: number,
  compact: boolean,
): { readonly size: number; readonly pitch: number } {
  if (compact) return { size: 24, pitch: 28 };
  if (rows > 9) return { size: 26, pitch: 34 };
  return available > 950 ? { size: 44, pitch: 66 } : { size: 34, pitch: 48 };
}

/** Ends of a link: the right edge of one square and the left edge of another. */
export function linkEnds(
  from: Point,
  to: Point,
  { fromSize, toSize }: { readonly fromSize: number; readonly toSize: number },
): readonly [Point, Point] {
  return [
    { x: from.x + fromSize / 2 + 2, y: from.y },
    { x: to.x - toSize / 2 - 2, y: to.y },
  ];
}

const linkCurve = linkHorizontal<readonly [Point, Point], Point>()
  .source(([from]) => from)
  .target(([, to]) => to)
  .x(({ x }) => x)
  .y(({ y }) => y);

/** A weight and where it is drawn. */
export interface NetworkLink {
  readonly address: LinkAddress;
  readonly ends: readonly [Point, Point];
}

/**
 * Sorted by layer, unit and input. The inputs of the first layer are the selected features.
 *
 * @param offered names of the features that are drawn
 */
export function networkLinks(
  geometry: NetworkGeometry,
  selected: readonly string[],
  offered: readonly string[],
): readonly NetworkLink[] {
  const places = selected.map((name) => geometry.features[offered.indexOf(name)] ?? { x: 0, y: 0 });
  return geometry.layers.flatMap((units, layer) => {
    const inputs = layer === 0 ? places : (geometry.layers[layer - 1] ?? []);
    const sizes = { fromSize: layer === 0 ? geometry.featureSize : geometry.size, toSize: geometry.size };
    return units.flatMap((unit, to) =>
      inputs.map((input, from) => ({
        address: { layer, from, to },
        ends: linkEnds(input, unit, sizes),
      })),
    );
  });
}

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
  links: readonly NetworkLink[],
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
