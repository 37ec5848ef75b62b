/** A point of a drawing or of a plane. */
type Place = readonly [number, number];

/** Positions in the drawing; its units. */
export interface ArrowScale {
  readonly x: (x1: number) => number;
  readonly y: (x2: number) => number;
}

/** Length of the two lines of an arrow's head; units of the drawing. */
const HEAD = 4;

/** Arrows as the path of an SVG: each from a point to the one with the same index. */
export function arrowsPath(from: readonly Place[], to: readonly Place[], { x, y }: ArrowScale): string {
  return from
    .map(([from1, from2], at) => {
      const [to1, to2] = to[at] ?? [from1, from2];
      const [x1, y1, x2, y2] = [x(from1), y(from2), x(to1), y(to2)];
      const angle = Math.atan2(y2 - y1, x2 - x1);
      const head = [angle + 2.6, angle - 2.6].map(
        (each) => `${(x2 + HEAD * Math.cos(each)).toFixed(1)} ${(y2 + HEAD * Math.sin(each)).toFixed(1)}`,
      );
      const tip = `${x2.toFixed(1)} ${y2.toFixed(1)}`;
      return `M${x1.toFixed(1)} ${y1.toFixed(1)}L${tip}M${head[0] ?? tip}L${tip}L${head[1] ?? tip}`;
    })
    .join("");
}
