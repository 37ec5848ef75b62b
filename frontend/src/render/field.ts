import type { Boundary } from "../model/training/frame";
import type { Task } from "../model/spec/spec";

/** Values on a grid, row-major, row 0 on top. */
export interface Field {
  readonly resolution: number;
  readonly values: Float32Array;
}

/** Which outputs the ends and the middle of a colour scale stand for. */
export interface Range {
  readonly centre: number;
  readonly half: number;
}

/**
 * Two classes meet in the middle of the output's range; a real number is orange below zero and blue above, alike on both sides.
 */
export function outputRange({ minimum, maximum }: Pick<Boundary, "minimum" | "maximum">, task: Task): Range {
  if (task === "regression") return { centre: 0, half: Math.max(Math.abs(minimum), Math.abs(maximum)) || 1 };
  return { centre: (minimum + maximum) / 2, half: (maximum - minimum) / 2 || 1 };
}

/** One output of a boundary: -1 and 1 are the ends of its range. */
export function fieldOfBoundary(boundary: Boundary, task: Task, output = 0): Field {
  const { resolution, minimum, maximum, values } = boundary;
  const { centre, half } = outputRange(boundary, task);
  const step = (maximum - minimum) / 255;
  const places = resolution * resolution;
  const bytes = values.subarray(output * places, (output + 1) * places);
  return { resolution, values: Float32Array.from(bytes, (byte) => (minimum + byte * step - centre) / half) };
}

/** Only the two classes. */
export function discretized({ resolution, values }: Field): Field {
  return { resolution, values: values.map((value) => (value >= 0 ? 1 : -1)) };
}

/** Where a finer pixel stands between the grid's lines, and the weights of the four around it. */
interface Between {
  readonly left: Int32Array;
  readonly weights: Float32Array;
}

const betweens = new Map<string, Between>();

/**
 * A picture of `pixels` times `pixels` of a field whose first and last lines lie on the picture's edges: each pixel has the value at its
 * middle. Between the lines Catmull and Rom's cubic, first along the rows, then along the columns: linear steps would show as stairs
 * along a sharp border.
 */
export function resampled({ resolution, values }: Field, pixels: number): Field {
  const { left, weights } = betweenOf(resolution, pixels);
  const wide = new Float32Array(resolution * pixels);
  const last = resolution - 1;
  for (let column = 0; column < pixels; column++) {
    const at = left[column] ?? 0;
    const [a, b, c, d] = [Math.max(at - 1, 0), at, Math.min(at + 1, last), Math.min(at + 2, last)];
    const [wa, wb, wc, wd] = weightsAt(weights, column);
    for (let row = 0; row < resolution; row++) {
      const start = row * resolution;
      wide[row * pixels + column] =
        wa * (values[start + a] ?? 0) +
        wb * (values[start + b] ?? 0) +
        wc * (values[start + c] ?? 0) +
        wd * (values[start + d] ?? 0);
    }
  }
  const result = new Float32Array(pixels * pixels);
  for (let row = 0; row < pixels; row++) {
    const at = left[row] ?? 0;
    const [a, b, c, d] = [at - 1, at, at + 1, at + 2].map(
      (line) => Math.min(Math.max(line, 0), last) * pixels,
    );
    const [wa, wb, wc, wd] = weightsAt(weights, row);
    const start = row * pixels;
    for (let column = 0; column < pixels; column++) {
      result[start + column] =
        wa * (wide[(a ?? 0) + column] ?? 0) +
        wb * (wide[(b ?? 0) + column] ?? 0) +
        wc * (wide[(c ?? 0) + column] ?? 0) +
        wd * (wide[(d ?? 0) + column] ?? 0);
    }
  }
  return { resolution: pixels, values: result };
}

function weightsAt(weights: Float32Array, at: number): readonly [number, number, number, number] {
  return [weights[4 * at] ?? 0, weights[4 * at + 1] ?? 0, weights[4 * at + 2] ?? 0, weights[4 * at + 3] ?? 0];
}

function betweenOf(resolution: number, pixels: number): Between {
  const key = `${String(resolution)} ${String(pixels)}`;
  const known = betweens.get(key);
  if (known) return known;
  const [left, weights] = [new Int32Array(pixels), new Float32Array(4 * pixels)];
  for (let pixel = 0; pixel < pixels; pixel++) {
    const place = ((pixel + 0.5) / pixels) * (resolution - 1);
    const line = Math.min(Math.floor(place), resolution - 1);
    const t = place - line;
    left[pixel] = line;
    weights.set(
      [
        0.5 * t * (-1 + t * (2 - t)),
        1 + 0.5 * t * t * (-5 + 3 * t),
        0.5 * t * (1 + t * (4 - 3 * t)),
        0.5 * t * t * (t - 1),
      ],
      4 * pixel,
    );
  }
  const between = { left, weights };
  betweens.set(key, between);
  return between;
}
