import type { Theme } from "../model/address/view-settings";
import { css, mixOf, type Rgb } from "./colours";
import { BANDS, landscapeColour } from "./landscape-map";
import type { ScalarField } from "./scalar-field";
import {
  heightAt,
  LIFT,
  projected,
  RELIEF,
  type Shares,
  type Spot,
  type ViewAngle,
} from "./surface-projection";

/** Longest part of the path that is drawn at once; share of the width. */
const PATH_STEP = 1 / 120;

/**
 * A path cut into short pieces within the surface, by the grid cell that each is in (row-major).
 *
 * @param path may leave the surface
 */
export function piecesByCell(
  path: readonly Shares[],
  resolution: number,
): ReadonlyMap<number, readonly (readonly [Shares, Shares])[]> {
  const cells = resolution - 1;
  const pieces = new Map<number, (readonly [Shares, Shares])[]>();
  const within = ([x, y]: Shares) => x >= 0 && x <= 1 && y >= 0 && y <= 1;
  for (const [at, to] of path.entries()) {
    const from = path[at - 1];
    if (!from) continue;
    const steps = Math.min(Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / PATH_STEP), 1000);
    const spot = (step: number): Shares => [
      from[0] + ((to[0] - from[0]) * step) / steps,
      from[1] + ((to[1] - from[1]) * step) / steps,
    ];
    for (let step = 0; step < steps; step++) {
      const [begin, end] = [spot(step), spot(step + 1)];
      if (!within(begin) || !within(end)) continue;
      const column = Math.min(Math.floor(((begin[0] + end[0]) / 2) * cells), cells - 1);
      const row = Math.min(Math.floor(((begin[1] + end[1]) / 2) * cells), cells - 1);
      const cell = row * cells + column;
      pieces.set(cell, [...(pieces.get(cell) ?? []), [begin, end]]);
    }
  }
  return pieces;
}

export interface SurfaceColours {
  readonly path: string;
  readonly pathEdge: string;
  readonly line: string;
  readonly wall: Rgb;
}

export const SURFACE_COLOURS: Readonly<Record<Theme, SurfaceColours>> = {
  light: { path: "#d97a06", pathEdge: "#ffffff", line: "#8b949c", wall: [0xdc, 0xe2, 0xe6] },
  dark: { path: "#f59322", pathEdge: "#0f1215", line: "#5b656e", wall: [0x2b, 0x32, 0x3a] },
};

/**
 * Draws a surface of heights from 0 to 1 with a path on it: cells, walls and pieces of the path from back to front. The
 * part of the path that is hidden is drawn again, faintly.
 *
 * @param path its last place is the network
 * @param size of the picture in the units of the context
 */
export function drawSurface(
  context: CanvasRenderingContext2D,
  field: ScalarField,
  path: readonly Shares[],
  angle: ViewAngle,
  theme: Theme,
  size: number,
): void {
  const { resolution, values } = field;
  const cells = resolution - 1;
  const spots = Array.from({ length: resolution * resolution }, (_, at) =>
    projected([(at % resolution) / cells, Math.floor(at / resolution) / cells], values[at] ?? 0, angle, size),
  );
  const floor = (x: number, y: number) => projected([x, y], 0, angle, size);
  const colours = SURFACE_COLOURS[theme];
  context.clearRect(0, 0, size, size);
  context.lineJoin = "round";
  drawPolygon(context, [floor(0, 0), floor(1, 0), floor(1, 1), floor(0, 1)], undefined, colours.line);
  const pieces = piecesByCell(path, resolution);
  const order = Array.from({ length: cells * cells }, (_, cell) => {
    const corner = Math.floor(cell / cells) * resolution + (cell % cells);
    return { cell, corners: [corner, corner + 1, corner + resolution + 1, corner + resolution] as const };
  });
  const groundDepth = (corners: readonly number[]) =>
    corners.reduce((sum, at) => {
      const [x, y] = [(at % resolution) / cells, Math.floor(at / resolution) / cells];
      return sum + projected([x, y], 0, angle, size).depth;
    }, 0);
  const depths = order.map(({ corners }) => groundDepth(corners));
  order.sort((left, right) => (depths[right.cell] ?? 0) - (depths[left.cell] ?? 0));
  for (const { cell, corners } of order) {
    const heights = corners.map((at) => values[at] ?? 0);
    const height = heights.reduce((sum, each) => sum + each, 0) / 4;
    const banded = (Math.floor(height * BANDS) + 0.5) / BANDS;
    const slope = ((heights[0] ?? 0) + (heights[3] ?? 0) - (heights[1] ?? 0) - (heights[2] ?? 0)) / 2;
    const colour = css(lit(landscapeColour(theme, (height + banded) / 2), slope * cells * RELIEF));
    drawPolygon(
      context,
      corners.flatMap((at) => spots[at] ?? []),
      colour,
      colour,
    );
    for (const piece of pieces.get(cell) ?? []) drawPath(context, field, piece, angle, colours, size, 1);
  }
  drawWalls(context, spots, resolution, angle, size, colours);
  for (const piece of [...pieces.values()].flat()) drawPath(context, field, piece, angle, colours, size, 0.3);
  drawEnds(context, field, path, angle, colours, size);
}

/** A colour in light from the left. */
function lit(colour: Rgb, slope: number): Rgb {
  const light = Math.max(-1, Math.min(1, slope)) * 0.22;
  return light > 0 ? mixOf(colour, [255, 255, 255], light) : mixOf(colour, [0, 0, 0], -light);
}

function drawPolygon(
  context: CanvasRenderingContext2D,
  corners: readonly Spot[],
  fill: string | undefined,
  stroke: string,
): void {
  context.beginPath();
  for (const { x, y } of corners) context.lineTo(x, y);
  context.closePath();
  if (fill !== undefined) {
    context.fillStyle = fill;
    context.fill();
  }
  // The line also closes the gaps between neighbouring cells.
  context.lineWidth = 1;
  context.strokeStyle = stroke;
  context.stroke();
}

/** The walls below the edges that face the eye. */
function drawWalls(
  context: CanvasRenderingContext2D,
  spots: readonly Spot[],
  resolution: number,
  angle: ViewAngle,
  size: number,
  { wall, line }: SurfaceColours,
): void {
  const last = resolution - 1;
  const places = Array.from({ length: resolution }, (_, at) => at);
  const sides = [
    { outward: [0, -1], edge: places.map((at) => at) },
    { outward: [0, 1], edge: places.map((at) => last * resolution + at) },
    { outward: [-1, 0], edge: places.map((at) => at * resolution) },
    { outward: [1, 0], edge: places.map((at) => at * resolution + last) },
  ] as const;
  for (const { outward, edge } of sides) {
    const centre = projected([0.5, 0.5], 0, angle, size).depth;
    const beyond = projected([0.5 + outward[0], 0.5 + outward[1]], 0, angle, size).depth;
    if (beyond >= centre) continue;
    const ground = edge.map((at) =>
      projected([(at % resolution) / last, Math.floor(at / resolution) / last], 0, angle, size),
    );
    const shade = outward[0] < 0 || outward[1] < 0 ? wall : mixOf(wall, [0, 0, 0], 0.08);
    drawPolygon(context, [...edge.flatMap((at) => spots[at] ?? []), ...ground.reverse()], css(shade), line);
  }
}

function drawPath(
  context: CanvasRenderingContext2D,
  field: ScalarField,
  [from, to]: readonly [Shares, Shares],
  angle: ViewAngle,
  { path, pathEdge }: SurfaceColours,
  size: number,
  opacity: number,
): void {
  const [begin, end] = [from, to].map((place) =>
    projected(place, heightAt(field, place) + LIFT, angle, size),
  );
  if (!begin || !end) return;
  context.globalAlpha = opacity;
  const strokes = [[pathEdge, 5], [path, 2.5]] as const; // prettier-ignore
  for (const [colour, width] of opacity < 1 ? strokes.slice(1) : strokes) {
    context.beginPath();
    context.moveTo(begin.x, begin.y);
    context.lineTo(end.x, end.y);
    context.lineWidth = width;
    context.strokeStyle = colour;
    // A round end of the edge would cover the end of the piece before it.
    context.lineCap = colour === path ? "round" : "butt";
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** The ring where the path begins, and the dot of the network. */
function drawEnds(
  context: CanvasRenderingContext2D,
  field: ScalarField,
  path: readonly Shares[],
  angle: ViewAngle,
  { path: colour, pathEdge }: SurfaceColours,
  size: number,
): void {
  const ends = path.length > 1 ? [path[0], path.at(-1)] : [undefined, path[0]];
  for (const [at, place] of ends.entries()) {
    if (!place || place.some((share) => share < 0 || share > 1)) continue;
    const { x, y } = projected(place, heightAt(field, place) + LIFT, angle, size);
    context.beginPath();
    context.arc(x, y, at === 0 ? 5 : 6, 0, 2 * Math.PI);
    context.fillStyle = at === 0 ? pathEdge : colour;
    context.strokeStyle = at === 0 ? colour : pathEdge;
    context.lineWidth = at === 0 ? 2.5 : 2;
    context.fill();
    context.stroke();
  }
}
