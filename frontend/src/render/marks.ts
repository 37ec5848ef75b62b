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
  readonly turned: number;
}

/** One for each class, so that colour never tells them apart alone. */
const MARKS: readonly Mark[] = [
  { type: symbolCircle, turned: 0 },
  { type: symbolSquare, turned: 0 },
  { type: symbolTriangle, turned: 0 },
  { type: symbolDiamond, turned: 0 },
  { type: symbolTriangle, turned: 180 },
  { type: symbolCross, turned: 0 },
  { type: symbolStar, turned: 0 },
  { type: symbolCross, turned: 45 },
  { type: symbolWye, turned: 0 },
  { type: symbolTriangle, turned: 90 },
];

/** A mark around the origin. */
export interface MarkShape {
  /** SVG path data. */
  readonly path: string;
  /** Degrees, clockwise. */
  readonly turned: number;
}

/** @param radius of a circle of the mark's area */
export function markOf(label: number, radius: number): MarkShape {
  const { type, turned } = MARKS[label % MARKS.length] ?? { type: symbolCircle, turned: 0 };
  return { path: symbol(type, Math.PI * radius * radius)() ?? "", turned };
}
