import { describe, expect, it } from "vitest";
import { twoDigitText } from "../../src/render/format";
import { BANDS, landscapeColour, landscapePixels } from "../../src/render/landscape-map";
import { heightOf, lossOf, lossScale } from "../../src/render/loss-scale";

describe("The scale of losses", () => {
  it("is linear for a narrow range", () => {
    const scale = lossScale(Float64Array.of(0.2, 0.4, 1));
    expect(scale).toEqual({ low: 0.2, high: 1, logarithmic: false });
    expect(heightOf(scale, 0.6)).toBeCloseTo(0.5, 10);
    expect(lossOf(scale, 0.5)).toBeCloseTo(0.6, 10);
  });

  it("is logarithmic for a wide range", () => {
    const scale = lossScale(Float64Array.of(0.001, 10));
    expect(scale.logarithmic).toBe(true);
    expect(heightOf(scale, 0.1)).toBeCloseTo(0.5, 10);
    expect(lossOf(scale, 0.25)).toBeCloseTo(0.01, 10);
  });

  it("distinguishes losses down to a millionth of the highest", () => {
    const scale = lossScale(Float64Array.of(0, 2));
    expect(scale.low).toBeCloseTo(2e-6, 12);
    expect(heightOf(scale, 0)).toBe(0);
  });

  it("puts losses that are not finite at the top", () => {
    const scale = lossScale(Float64Array.of(1, 2, Infinity));
    expect(scale.high).toBe(2);
    expect(heightOf(scale, Infinity)).toBe(1);
    expect(heightOf(lossScale(Float64Array.of(Infinity)), Infinity)).toBe(1);
  });

  it("is flat where all losses are equal", () => {
    const scale = lossScale(Float64Array.of(0.5, 0.5));
    expect(heightOf(scale, 0.5)).toBe(0);
    expect(lossOf(scale, 1)).toBe(0.5);
  });
});

describe("A map of losses", () => {
  it("has a darker line where a new band begins", () => {
    const flat = { resolution: 2, values: Float32Array.of(0.5, 0.5, 0.5, 0.5) };
    expect(new Set(landscapePixels(flat, "light").colours).size).toBe(1);
    const step = 0.5 - 1.5 / BANDS;
    const sloped = { resolution: 2, values: Float32Array.of(0.5, step, 0.5, step) };
    const [line, beyond] = landscapePixels(sloped, "light").colours;
    expect(line).not.toBe(landscapePixels(flat, "light").colours[0]);
    expect(beyond).toBeDefined();
  });

  it("stands out from the page most where the loss is lowest", () => {
    const brightness = (theme: "light" | "dark", height: number) =>
      landscapeColour(theme, height).reduce((sum, part) => sum + part, 0);
    for (let height = 0; height < 0.95; height += 0.1) {
      expect(brightness("light", height + 0.1)).toBeGreaterThan(brightness("light", height));
      expect(brightness("dark", height + 0.1)).toBeLessThan(brightness("dark", height));
    }
  });
});

describe("A loss with two digits", () => {
  it.each([
    [0, "0"],
    [0.5, "0.50"],
    [0.01234, "0.012"],
    [0.00012, "1.2e−4"],
    [1.26, "1.3"],
    [99.7, "100"],
    [1234, "1200"],
    [123456, "1.2e5"],
  ])("%f is %s", (loss, text) => {
    expect(twoDigitText(loss)).toBe(text);
  });
});
