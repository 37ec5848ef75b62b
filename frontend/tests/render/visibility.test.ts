import { describe, expect, it } from "vitest";
import { heatmapShades, linkColour, paletteOf, type Rgb } from "../../src/render/colours";
import { trainRim } from "../../src/render/samples-plot";

/** The page's background by theme. */
const GROUNDS = { light: [0xfb, 0xfb, 0xfc], dark: [0x14, 0x17, 0x1b] } as const;
const THEMES = ["light", "dark"] as const;

/** Contrast ratio of WCAG, 1 to 21. */
function contrast(first: Rgb, second: Rgb): number {
  const [one, other] = [luminance(first), luminance(second)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hexColour(hex: string): Rgb {
  const at = (start: number) => Number.parseInt(hex.slice(start, start + 2), 16);
  return [at(1), at(3), at(5)];
}

describe.each(THEMES)("In the %s theme", (theme) => {
  const palette = paletteOf(theme);

  it.each([-0.05, 0, 0.05])("the link of weight %d is seen on the page", (weight) => {
    expect(contrast(linkColour(weight, palette), GROUNDS[theme])).toBeGreaterThan(1.5);
  });

  it("a link of a larger weight has a stronger colour, and its sign stays visible", () => {
    const strengths = [0.05, 0.5, 1].map((weight) => contrast(linkColour(weight, palette), GROUNDS[theme]));
    expect(strengths).toEqual(strengths.toSorted((a, b) => a - b));
    expect(linkColour(0.05, palette)).not.toEqual(linkColour(-0.05, palette));
    expect(linkColour(1, palette)).toEqual(palette.positive);
  });

  it("a sample near 0 has an outline that is seen on the plane, and others have the usual one", () => {
    const plot = { task: "regression", palette, half: 1 } as const;
    const middle = heatmapShades(palette)[128] ?? 0;
    const plane: Rgb = [middle & 255, (middle >> 8) & 255, (middle >> 16) & 255];
    expect(contrast(hexColour(trainRim(0.1, plot)), plane)).toBeGreaterThan(2.3);
    expect(trainRim(-0.9, plot)).toBe(palette.trainRim);
    expect(trainRim(0, { ...plot, task: "classification" })).toBe(palette.trainRim);
  });
});
