import { SHADES } from "./colours";
import type { Field } from "./field";

/** Packed RGBA of a picture, `resolution * resolution`, row 0 on top. */
export interface Pixels {
  readonly resolution: number;
  readonly colours: Uint32Array<ArrayBuffer>;
}

/** Values of -1 have the first shade, of 1 the last, and saturate beyond. */
export function pixelsOf({ resolution, values }: Field, shades: Uint32Array): Pixels {
  const colours = new Uint32Array(resolution * resolution);
  const half = (SHADES - 1) / 2;
  for (let at = 0; at < colours.length; at++) {
    colours[at] = shades[shadeOf(((values[at] ?? 0) + 1) * half)] ?? 0;
  }
  return { resolution, colours };
}

/**
 * Several outputs in one picture: the colour of the largest one, the first of equals, the stronger the further it is ahead of the next. A
 * lead of the outputs' whole range, 2, has the last shade.
 *
 * @param outputs by class, on the same grid
 * @param shades by class
 * @param discrete always the last shade
 */
export function mixedPixels(
  outputs: readonly Field[],
  shades: readonly Uint32Array[],
  discrete: boolean,
): Pixels {
  const resolution = outputs[0]?.resolution ?? 0;
  const colours = new Uint32Array(resolution * resolution);
  const half = (SHADES - 1) / 2;
  for (let at = 0; at < colours.length; at++) {
    let [largest, second, winner] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (let output = 0; output < outputs.length; output++) {
      const value = outputs[output]?.values[at] ?? 0;
      if (value > largest) [second, largest, winner] = [largest, value, output];
      else if (value > second) second = value;
    }
    const shade = discrete ? SHADES - 1 : shadeOf((largest - second) * half);
    colours[at] = shades[winner]?.[shade] ?? 0;
  }
  return { resolution, colours };
}

function shadeOf(value: number): number {
  return value > 0 ? Math.min(Math.round(value), SHADES - 1) : 0;
}

/** Fills the canvas, whose size becomes the picture's: the browser scales it to its place. */
export function drawPixels(canvas: HTMLCanvasElement, { resolution, colours }: Pixels): void {
  if (canvas.width !== resolution) canvas.width = canvas.height = resolution;
  const bytes = new Uint8ClampedArray(colours.buffer);
  canvas.getContext("2d")?.putImageData(new ImageData(bytes, resolution, resolution), 0, 0);
}
