import type { Boundary } from "../model/frame";
import type { Task } from "../model/spec";
import { SHADES } from "./colours";

/** Values on a grid, row-major, row 0 on top; -1 is orange, 0 the ground's tone, 1 blue; beyond that they saturate. */
export interface Field {
  readonly resolution: number;
  readonly values: ArrayLike<number>;
}

/** A boundary's bytes as values of the colour scale. */
export function fieldOfBoundary(boundary: Boundary, task: Task): Field {
  const { centre, half } = outputRange(boundary, task);
  const step = (boundary.maximum - boundary.minimum) / 255;
  const values = Float32Array.from(
    boundary.values,
    (byte) => (boundary.minimum + byte * step - centre) / half,
  );
  return { resolution: boundary.resolution, values };
}

/**
 * Which outputs the ends and the middle of the colour scale stand for. Two classes meet in the middle of the output's range; a real
 * number is orange below zero and blue above, alike on both sides.
 */
export function outputRange(
  { minimum, maximum }: Pick<Boundary, "minimum" | "maximum">,
  task: Task,
): { readonly centre: number; readonly half: number } {
  if (task === "regression") return { centre: 0, half: Math.max(Math.abs(minimum), Math.abs(maximum)) || 1 };
  return { centre: (minimum + maximum) / 2, half: (maximum - minimum) / 2 || 1 };
}

/** Only the two classes. */
export function discretized({ resolution, values }: Field): Field {
  return { resolution, values: Float32Array.from(values, (value) => (value >= 0 ? 1 : -1)) };
}

/**
 * A finer grid through the same values, which stay where they are: between them Catmull and Rom's cubic, first along the rows, then along
 * the columns. Linear steps would show as stairs along a sharp border.
 */
export function upsampled({ resolution, values }: Field, factor: number): Field {
  const fine = (resolution - 1) * factor + 1;
  const wide = new Float32Array(resolution * fine);
  for (let row = 0; row < resolution; row++) {
    for (let column = 0; column < fine; column++) {
      const along = (at: number) => values[row * resolution + clamped(at, resolution)] ?? 0;
      wide[row * fine + column] = cubic(along, column / factor);
    }
  }
  const result = new Float32Array(fine * fine);
  for (let row = 0; row < fine; row++) {
    for (let column = 0; column < fine; column++) {
      const along = (at: number) => wide[clamped(at, resolution) * fine + column] ?? 0;
      result[row * fine + column] = cubic(along, row / factor);
    }
  }
  return { resolution: fine, values: result };
}

function cubic(along: (at: number) => number, at: number): number {
  const left = Math.floor(at);
  const t = at - left;
  const b = along(left);
  if (t === 0) return b;
  const [a, c, d] = [along(left - 1), along(left + 1), along(left + 2)];
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

function clamped(at: number, length: number): number {
  return Math.min(Math.max(at, 0), length - 1);
}

/** Packed RGBA of a field, by the shades of `heatmapShades`. */
export function pixelsOf({ resolution, values }: Field, shades: Uint32Array): Uint32Array<ArrayBuffer> {
  const pixels = new Uint32Array(resolution * resolution);
  for (let at = 0; at < pixels.length; at++) {
    const shade = Math.round((((values[at] ?? 0) + 1) / 2) * (SHADES - 1));
    pixels[at] = shades[Math.min(Math.max(shade, 0), SHADES - 1)] ?? 0;
  }
  return pixels;
}

/**
 * Fills the canvas with the field. Grid ends are inclusive: the middle of the first pixel lies on the canvas's edge.
 *
 * @param scratch a canvas that is never shown; its size becomes the field's
 */
export function drawField(
  canvas: HTMLCanvasElement,
  scratch: HTMLCanvasElement,
  field: Field,
  shades: Uint32Array,
): void {
  const context = canvas.getContext("2d");
  const scratchContext = scratch.getContext("2d");
  if (!context || !scratchContext) return;
  const { resolution } = field;
  if (scratch.width !== resolution) scratch.width = scratch.height = resolution;
  const bytes = new Uint8ClampedArray(pixelsOf(field, shades).buffer);
  scratchContext.putImageData(new ImageData(bytes, resolution, resolution), 0, 0);
  context.imageSmoothingQuality = "high";
  const inner = resolution - 1;
  context.drawImage(scratch, 0.5, 0.5, inner, inner, 0, 0, canvas.width, canvas.height);
}
