import type { Theme } from "../model/view-settings";

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** The one scale that carries meaning: weights, outputs and samples, from -1 through the ground's own tone to 1. */
export interface Palette {
  readonly negative: Rgb;
  readonly neutral: Rgb;
  readonly positive: Rgb;
  /** What a heatmap is laid over, so that samples stand out from it. */
  readonly ground: Rgb;
  /** Rims of train and of test samples. */
  readonly trainRim: string;
  readonly testRim: string;
}

const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    negative: [0xf5, 0x93, 0x22],
    neutral: [0xe8, 0xea, 0xeb],
    positive: [0x08, 0x77, 0xbd],
    ground: [0xff, 0xff, 0xff],
    trainRim: "#ffffff",
    testRim: "#14181c",
  },
  dark: {
    negative: [0xf5, 0x93, 0x22],
    neutral: [0x2b, 0x30, 0x38],
    positive: [0x2b, 0x96, 0xdb],
    ground: [0x14, 0x17, 0x1b],
    trainRim: "#0f1215",
    testRim: "#f4f6f8",
  },
};

export function paletteOf(theme: Theme): Palette {
  return PALETTES[theme];
}

/** @param value clamped to -1..1 */
export function colourOf(value: number, { negative, neutral, positive }: Palette): Rgb {
  const strength = Math.min(Math.abs(value), 1) || 0;
  return mix(neutral, value < 0 ? negative : positive, strength);
}

export function css([red, green, blue]: Rgb): string {
  return `rgb(${String(red)} ${String(green)} ${String(blue)})`;
}

export const SHADES = 256;

/** Packed RGBA by shade, shade 0 for -1 and 255 for 1: the scale laid over the ground at TensorFlow Playground's strength, 160/255. */
export function heatmapShades(palette: Palette): Uint32Array {
  const bytes = new Uint8ClampedArray(SHADES * 4);
  for (let shade = 0; shade < SHADES; shade++) {
    const colour = mix(palette.ground, colourOf((2 * shade) / (SHADES - 1) - 1, palette), 160 / 255);
    bytes.set([...colour, 255], shade * 4);
  }
  return new Uint32Array(bytes.buffer);
}

/** Packed RGBA by shade of a surface without a sign: shade 0, the lowest, strong, and 255 the ground itself. In bands, so that heights can be read. */
export function surfaceShades({ ground, positive }: Palette): Uint32Array {
  const bytes = new Uint8ClampedArray(SHADES * 4);
  for (let shade = 0; shade < SHADES; shade++) {
    const height = Math.floor((shade / SHADES) * SURFACE_BANDS) / (SURFACE_BANDS - 1);
    bytes.set([...mix(positive, ground, 0.35 + 0.65 * height), 255], shade * 4);
  }
  return new Uint32Array(bytes.buffer);
}

const SURFACE_BANDS = 14;

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const between = (at: 0 | 1 | 2) => Math.round(from[at] + (to[at] - from[at]) * share);
  return [between(0), between(1), between(2)];
}
