import type { Theme } from "../model/address/view-settings";
import { mixOf, packedShades, SHADES, type Rgb } from "./colours";
import type { Pixels } from "./heatmap";
import type { ScalarField } from "./scalar-field";

/** Number of bands between contour lines. */
export const BANDS = 12;

/** From the lowest loss to the highest; the lowest stands out most from the page's ground. */
const RAMPS: Readonly<Record<Theme, readonly Rgb[]>> = {
  light: [
    [0x05, 0x3a, 0x61],
    [0x08, 0x77, 0xbd],
    [0x7d, 0xb8, 0xdd],
    [0xd3, 0xe6, 0xf1],
    [0xf4, 0xf6, 0xf7],
  ],
  dark: [
    [0xb8, 0xe4, 0xff],
    [0x4d, 0xae, 0xe8],
    [0x1f, 0x6e, 0xa8],
    [0x1d, 0x40, 0x5c],
    [0x20, 0x26, 0x2d],
  ],
};

/** @param height from 0 to 1 */
export function landscapeColour(theme: Theme, height: number): Rgb {
  const ramp = RAMPS[theme];
  const at = Math.min(Math.max(height, 0), 1) * (ramp.length - 1);
  const below = Math.min(Math.floor(at), ramp.length - 2);
  const [from, to] = [ramp[below], ramp[below + 1]];
  if (!from || !to) return [0, 0, 0];
  return mixOf(from, to, at - below);
}

/**
 * A map of heights from 0 to 1: coloured, with contour lines between the bands.
 *
 * @param heights one for each pixel
 */
export function landscapePixels({ resolution, values }: ScalarField, theme: Theme): Pixels {
  const shades = shadesOf(theme, 0);
  const lines = shadesOf(theme, CONTOUR_STRENGTH);
  const bandAt = (at: number) => Math.floor((values[at] ?? 0) * BANDS);
  const colours = new Uint32Array(resolution * resolution);
  for (let at = 0; at < colours.length; at++) {
    const right = (at + 1) % resolution === 0 ? at : at + 1;
    const down = at + resolution < colours.length ? at + resolution : at;
    const band = bandAt(at);
    const isLine = bandAt(right) !== band || bandAt(down) !== band;
    const shade = Math.min(Math.max(Math.round((values[at] ?? 0) * (SHADES - 1)), 0), SHADES - 1);
    colours[at] = (isLine ? lines : shades)[shade] ?? 0;
  }
  return { resolution, colours };
}

/** How far contour lines are mixed with black or white. */
const CONTOUR_STRENGTH = 0.35;

/** Packed RGBA by shade, mixed with the colour of the theme's lines. */
function shadesOf(theme: Theme, strength: number): Uint32Array {
  const line: Rgb = theme === "light" ? [0x10, 0x28, 0x38] : [0xff, 0xff, 0xff];
  return packedShades((shade) => mixOf(landscapeColour(theme, shade / (SHADES - 1)), line, strength));
}
