import type { Theme } from "../model/address/view-settings";

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Colours with a meaning: weights, outputs and samples on a scale from -1 (negative) to 1 (positive). */
export interface Palette {
  readonly negative: Rgb;
  readonly neutral: Rgb;
  readonly positive: Rgb;
  /**
   * By class: the two ends of the scale, further colours of Okabe and Ito (jfly.uni-koeln.de/color, 2008), which are
   * distinguishable with any colour vision, and two more. Markers have different shapes, too.
   */
  readonly classes: readonly Rgb[];
  /** Background of heatmaps, so that samples stand out. */
  readonly ground: Rgb;
  /** Opacity of heatmaps over their background, 0 to 1. */
  readonly heatmapOpacity: number;
  /** Colour of a link with weight 0, which has no sign but must be seen. */
  readonly zeroLink: Rgb;
  /** Outlines of training and test samples. */
  readonly trainRim: string;
  /** Outline of training samples whose colour is near the neutral one, which is also the colour of the plane there. */
  readonly neutralRim: string;
  readonly testRim: string;
}

const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    negative: [0xf5, 0x93, 0x22],
    neutral: [0xe8, 0xea, 0xeb],
    positive: [0x08, 0x77, 0xbd],
    classes: [
      [0xf5, 0x93, 0x22],
      [0x08, 0x77, 0xbd],
      [0x00, 0x9e, 0x73],
      [0xcc, 0x79, 0xa7],
      [0xf0, 0xe4, 0x42],
      [0xd5, 0x5e, 0x00],
      [0x56, 0xb4, 0xe9],
      [0x4a, 0x4f, 0x55],
      [0x8c, 0x6d, 0x4f],
      [0xa6, 0x9c, 0xd6],
    ],
    ground: [0xff, 0xff, 0xff],
    // As in TensorFlow Playground.
    heatmapOpacity: 160 / 255,
    zeroLink: [0xbf, 0xc5, 0xca],
    trainRim: "#ffffff",
    neutralRim: "#8b949c",
    testRim: "#14181c",
  },
  dark: {
    negative: [0xf5, 0x93, 0x22],
    neutral: [0x2b, 0x30, 0x38],
    positive: [0x2b, 0x96, 0xdb],
    classes: [
      [0xf5, 0x93, 0x22],
      [0x2b, 0x96, 0xdb],
      [0x14, 0xb8, 0x8b],
      [0xdd, 0x8f, 0xb9],
      [0xf0, 0xe4, 0x42],
      [0xe3, 0x6c, 0x14],
      [0x7c, 0xca, 0xf5],
      [0xc3, 0xc9, 0xce],
      [0xb0, 0x90, 0x70],
      [0xb3, 0xa8, 0xe6],
    ],
    ground: [0x14, 0x17, 0x1b],
    heatmapOpacity: 210 / 255,
    zeroLink: [0x52, 0x5c, 0x66],
    trainRim: "#0f1215",
    neutralRim: "#aab4bd",
    testRim: "#f4f6f8",
  },
};

export function paletteOf(theme: Theme): Palette {
  return PALETTES[theme];
}

/** @param value clamped to -1..1 */
export function colourOf(value: number, { negative, neutral, positive }: Palette): Rgb {
  const strength = Math.min(Math.abs(value), 1) || 0;
  return mixOf(neutral, value < 0 ? negative : positive, strength);
}

/** Least strength of a link's colour: untrained weights are small, and their links must be seen. */
const LEAST_LINK_STRENGTH = 0.45;

/** @param weight clamped to -1..1 */
export function linkColour(weight: number, palette: Palette): Rgb {
  if (weight === 0 || Number.isNaN(weight)) return palette.zeroLink;
  const strength = LEAST_LINK_STRENGTH + (1 - LEAST_LINK_STRENGTH) * Math.min(Math.abs(weight), 1);
  return colourOf(Math.sign(weight) * strength, palette);
}

/** @param label from 0; colours repeat after the ten classes that a server allows */
export function classColour(label: number, { classes, neutral }: Palette): Rgb {
  return classes[label % classes.length] ?? neutral;
}

export function css([red, green, blue]: Rgb): string {
  return `rgb(${String(red)} ${String(green)} ${String(blue)})`;
}

/** Black or white, whichever has the higher contrast on this colour: 4.58 or more. */
export function inkOn(colour: Rgb): Rgb {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? [0, 0, 0] : [255, 255, 255];
}

export const SHADES = 256;

/** Packed RGBA by shade; shade 0 is -1, shade 255 is 1. */
export function heatmapShades(palette: Palette): Uint32Array {
  return transparentShades(palette, (share) => colourOf(2 * share - 1, palette));
}

/** Packed RGBA by shade of one class, from the neutral colour to the full one. */
export function classShades(label: number, palette: Palette): Uint32Array {
  const colour = classColour(label, palette);
  return transparentShades(palette, (share) => mixOf(palette.neutral, colour, share));
}

/** Shades through which the page's ground is seen. */
function transparentShades(
  { ground, heatmapOpacity }: Palette,
  colourAt: (share: number) => Rgb,
): Uint32Array {
  return packedShades((shade) => mixOf(ground, colourAt(shade / (SHADES - 1)), heatmapOpacity));
}

/** Packed RGBA by shade, from 0 to `SHADES - 1`. */
export function packedShades(colourOfShade: (shade: number) => Rgb): Uint32Array {
  const bytes = new Uint8ClampedArray(SHADES * 4);
  for (let shade = 0; shade < SHADES; shade++) bytes.set([...colourOfShade(shade), 255], shade * 4);
  return new Uint32Array(bytes.buffer);
}

/**
 * Packed RGBA by shade of a surface: shade 0, the lowest, is the strongest. The shades form bands, like contour lines.
 */
export function surfaceShades({ ground, positive }: Palette): Uint32Array {
  return packedShades((shade) => {
    const height = Math.floor((shade / SHADES) * SURFACE_BANDS) / (SURFACE_BANDS - 1);
    return mixOf(positive, ground, 0.35 + 0.65 * height);
  });
}

const SURFACE_BANDS = 14;

/** A colour between two others. */
export function mixOf(from: Rgb, to: Rgb, share: number): Rgb {
  const between = (at: 0 | 1 | 2) => Math.round(from[at] + (to[at] - from[at]) * share);
  return [between(0), between(1), between(2)];
}
