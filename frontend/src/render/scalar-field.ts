import type { Boundary } from "../model/training/frame";
import type { Task } from "../model/spec/spec";

/** Values on a grid, row-major, row 0 is at the top. */
export interface ScalarField {
  readonly resolution: number;
  readonly values: Float32Array;
}

/** Outputs at the middle and, from there, at the ends of a colour scale. */
export interface ScaleRange {
  readonly centre: number;
  readonly half: number;
}

/**
 * For classification the middle is that of the output's range; for regression it is 0, so that the scale is symmetric.
 */
export function outputRange(
  { minimum, maximum }: Pick<Boundary, "minimum" | "maximum">,
  task: Task,
): ScaleRange {
  if (task === "regression") return { centre: 0, half: Math.max(Math.abs(minimum), Math.abs(maximum)) || 1 };
  return { centre: (minimum + maximum) / 2, half: (maximum - minimum) / 2 || 1 };
}

/** One output of a boundary, scaled to -1..1. */
export function fieldOfBoundary(boundary: Boundary, task: Task, output = 0): ScalarField {
  const { resolution, minimum, maximum, values } = boundary;
  const { centre, half } = outputRange(boundary, task);
  const step = (maximum - minimum) / 255;
  const places = resolution * resolution;
  const bytes = values.subarray(output * places, (output + 1) * places);
  return { resolution, values: Float32Array.from(bytes, (byte) => (minimum + byte * step - centre) / half) };
}

/** Replaces each value by its class, -1 or 1. */
export function discretized({ resolution, values }: ScalarField): ScalarField {
  return { resolution, values: values.map((value) => (value >= 0 ? 1 : -1)) };
}

/** Grid line to the left of each pixel, and the weights of the four lines around it. */
interface Interpolation {
  readonly left: Int32Array;
  readonly weights: Float32Array;
}

const interpolations = new Map<string, Interpolation>();

/**
 * Resamples a field to `pixels` times `pixels`. The first and last grid lines are at the edges of the picture; each
 * pixel has the value at its middle. Interpolates with Catmull-Rom splines along the rows, then along the columns,
 * because linear interpolation would show steps along a sharp boundary.
 */
export function resampled({ resolution, values }: ScalarField, pixels: number): ScalarField {
  const { left, weights } = interpolationOf(resolution, pixels);
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

function interpolationOf(resolution: number, pixels: number): Interpolation {
  const key = `${String(resolution)} ${String(pixels)}`;
  const known = interpolations.get(key);
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
  const interpolation = { left, weights };
  interpolations.set(key, interpolation);
  return interpolation;
}
