import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
  type SymbolType,
} from "d3-shape";

interface Mark {
  readonly type: SymbolType;
  /** Degrees, clockwise. */
  readonly rotation: number;
}

/** Marker of each class, because colours alone do not distinguish them for everybody. */
const MARKS: readonly Mark[] = [
  { type: symbolCircle, rotation: 0 },
  { type: symbolSquare, rotation: 0 },
  { type: symbolTriangle, rotation: 0 },
  { type: symbolDiamond, rotation: 0 },
  { type: symbolTriangle, rotation: 180 },
  { type: symbolCross, rotation: 0 },
  { type: symbolStar, rotation: 0 },
  { type: symbolCross, rotation: 45 },
  { type: symbolWye, rotation: 0 },
  { type: symbolTriangle, rotation: 90 },
];

/** A marker around the origin. */
export interface MarkShape {
  /** SVG path data. */
  readonly path: string;
  /** Degrees, clockwise. */
  readonly rotation: number;
}

/** @param radius of a circle with the same area as the marker */
export function markOf(label: number, radius: number): MarkShape {
  const { type, rotation } = MARKS[label % MARKS.length] ?? { type: symbolCircle, rotation: 0 };
  return { path: symbol(type, Math.PI * radius * radius)() ?? "", rotation };
}
