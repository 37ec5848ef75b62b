import { SHADES } from "./colours";
import type { ScalarField } from "./scalar-field";

/** Packed RGBA of a picture, `resolution * resolution`, row 0 is at the top. */
export interface Pixels {
  readonly resolution: number;
  readonly colours: Uint32Array<ArrayBuffer>;
}

/** Maps values from -1 to 1 to shades; other values are clamped. */
export function pixelsOf({ resolution, values }: ScalarField, shades: Uint32Array): Pixels {
  const colours = new Uint32Array(resolution * resolution);
  const half = (SHADES - 1) / 2;
  for (let at = 0; at < colours.length; at++) {
    colours[at] = shades[shadeOf(((values[at] ?? 0) + 1) * half)] ?? 0;
  }
  return { resolution, colours };
}

/**
 * Several outputs in one picture. Each pixel has the colour of the largest output, the first of equals. The shade grows
 * with its lead over the second largest; the full range of the outputs, 2, is the last shade.
 *
 * @param outputs by class, on the same grid
 * @param shades by class
 * @param discrete always use the last shade
 */
export function mixedPixels(
  outputs: readonly ScalarField[],
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

/** Resizes the canvas to the picture and draws it. CSS scales the canvas. */
export function drawPixels(canvas: HTMLCanvasElement, { resolution, colours }: Pixels): void {
  if (canvas.width !== resolution) canvas.width = canvas.height = resolution;
  const bytes = new Uint8ClampedArray(colours.buffer);
  canvas.getContext("2d")?.putImageData(new ImageData(bytes, resolution, resolution), 0, 0);
}
