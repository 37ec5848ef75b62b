import { describe, expect, it } from "vitest";
import { emptyCurve, withLosses } from "../../src/model/loss-curve";
import { colourOf, css, heatmapShades, paletteOf } from "../../src/render/colours";
import { epochDigits, lossText, parameterText } from "../../src/render/format";
import { discretized, fieldOfBoundary, outputRange, pixelsOf, upsampled } from "../../src/render/heatmap";
import { lossChart } from "../../src/render/loss-chart";
import { linkEnds, linkPath, nearestLink, networkGeometry } from "../../src/render/network-geometry";
import { shadeOf } from "../../src/render/samples-plot";

describe("the epoch counter", () => {
  it.each([
    [0, "000,00", "0"],
    [751, "000,", "751"],
    [12345, "0", "12,345"],
    [999999, "", "999,999"],
    [1000000, "", "1,000,000"],
    [12345678, "", "12,345,678"],
  ])("shows %d as %s%s, and does not wrap", (epoch, zeros, digits) => {
    expect(epochDigits(epoch)).toEqual({ zeros, digits });
  });
});

describe("figures", () => {
  it("have a fixed count of decimals", () => {
    expect(lossText(0.0123456)).toBe("0.012");
    expect(lossText(undefined)).toBe("–");
    expect(lossText(123456)).toBe("1.2e+5");
    expect(parameterText(-0.204)).toBe("−0.20");
    expect(parameterText(-0.001)).toBe("0.00");
  });
});

describe("the colour scale", () => {
  it("goes from orange through the ground's tone to blue and saturates", () => {
    const light = paletteOf("light");
    expect(css(colourOf(-1, light))).toBe("rgb(245 147 34)");
    expect(css(colourOf(0, light))).toBe("rgb(232 234 235)");
    expect(css(colourOf(7, light))).toBe("rgb(8 119 189)");
    expect(css(colourOf(Number.NaN, light))).toBe(css(colourOf(0, light)));
    expect(heatmapShades(light)).toHaveLength(256);
  });

  it("colours samples like outputs", () => {
    expect(shadeOf(0, { task: "classification", half: 1 })).toBe(-1);
    expect(shadeOf(1, { task: "classification", half: 1 })).toBe(1);
    expect(shadeOf(-0.6, { task: "regression", half: 1.2 })).toBe(-0.5);
  });
});

describe("the heatmap", () => {
  it("lays the middle of two classes and the zero of a number on the neutral tone", () => {
    expect(outputRange({ minimum: 0, maximum: 1 }, "classification")).toEqual({ centre: 0.5, half: 0.5 });
    expect(outputRange({ minimum: -0.4, maximum: 1.2 }, "regression")).toEqual({ centre: 0, half: 1.2 });
    const values = Uint8Array.from([0, 255, 128, 127]);
    const domain = [[-6, 6], [-6, 6]] as const; // prettier-ignore
    const field = fieldOfBoundary(
      { resolution: 2, domain, minimum: -1, maximum: 1, values },
      "classification",
    );
    expect(field.values[0]).toBe(-1);
    expect(field.values[1]).toBe(1);
    expect([...Array.from(discretized(field).values)]).toEqual([-1, 1, 1, -1]);
  });

  it("keeps the grid's own values on a finer grid", () => {
    const field = { resolution: 3, values: [0, 1, 2, 3, 4, 5, 6, 7, 8] };
    const fine = upsampled(field, 4);
    expect(fine.resolution).toBe(9);
    for (const [at, value] of field.values.entries()) {
      expect(fine.values[Math.floor(at / 3) * 4 * 9 + (at % 3) * 4]).toBe(value);
    }
    expect(fine.values[9 * 4 + 2]).toBeCloseTo(3.4375, 4);
  });

  it("paints one shade for each value", () => {
    const shades = Uint32Array.from({ length: 256 }, (_, at) => at);
    expect([...pixelsOf({ resolution: 2, values: [-9, -1, 1, 0] }, shades)]).toEqual([0, 0, 255, 128]);
  });
});

describe("the network's geometry", () => {
  it("fits eight layers of eight into the middle of 1280 pixels", () => {
    const geometry = networkGeometry(7, [8, 8, 8, 8, 8, 8, 8, 8, 1], 672);
    expect(geometry.width).toBe(672);
    expect(geometry.height).toBeLessThan(430);
    expect(geometry.step).toBeGreaterThanOrEqual(54);
  });

  it("grows beyond a narrow screen, which scrolls", () => {
    expect(networkGeometry(7, [4, 2, 1], 288).width).toBeGreaterThan(280);
    expect(networkGeometry(7, [32, 1], 640).height).toBeGreaterThan(1000);
  });

  it("finds the link under a point of its curve", () => {
    const ends = linkEnds({ x: 20, y: 0 }, { x: 220, y: 100 }, 34);
    const links = [
      { address: { layer: 0, from: 0, to: 1 }, ends },
      { address: { layer: 0, from: 1, to: 1 }, ends: linkEnds({ x: 20, y: 90 }, { x: 220, y: 100 }, 34) },
    ];
    expect(nearestLink({ x: 120, y: 50 }, links, 8)).toEqual({ layer: 0, from: 0, to: 1 });
    expect(nearestLink({ x: 120, y: 96 }, links, 8)).toEqual({ layer: 0, from: 1, to: 1 });
    expect(nearestLink({ x: 120, y: 20 }, links, 8)).toBeUndefined();
    expect(nearestLink({ x: 5, y: 0 }, links, 8)).toBeUndefined();
    expect(linkPath(ends)).toBe("M39,0C120,0,120,100,201,100");
  });
});

describe("the loss chart", () => {
  const size = { width: 100, height: 50 };

  it("is empty without losses", () => {
    expect(lossChart(emptyCurve(0), size)).toMatchObject({ train: "", test: "" });
  });

  it("goes from the first epoch to the last, from zero to the highest loss", () => {
    const curve = withLosses(emptyCurve(1), 0, [1, 0.5, 0], [null, null, null]) ?? emptyCurve(1);
    expect(lossChart(curve, size).train).toBe("M0,0L50,25L100,50");
    expect(lossChart(curve, size).test).toBe("");
  });

  it("keeps a single spike among very many epochs", () => {
    const train = Array.from({ length: 100_000 }, (_, at) => (at === 33_333 ? 5 : 1));
    const curve = withLosses(emptyCurve(1), 0, train, []) ?? emptyCurve(1);
    const path = lossChart(curve, size).train;
    expect(path).toContain(",0L");
    expect(path.length).toBeLessThan(4000);
  });
});
