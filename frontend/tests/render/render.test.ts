import { describe, expect, it } from "vitest";
import { emptyCurve, withLosses, type LossCurve } from "../../src/model/training/loss-curve";
import { classColour, classShades, colourOf, css, heatmapShades, paletteOf } from "../../src/render/colours";
import { epochDigits, lossText, parameterText, smallNumberText } from "../../src/render/format";
import { discretized, fieldOfBoundary, outputRange, resampled } from "../../src/render/scalar-field";
import { mixedPixels, pixelsOf } from "../../src/render/heatmap";
import { lineChart } from "../../src/render/line-chart";
import { lossLines } from "../../src/render/loss-chart";
import { markOf } from "../../src/render/marks";
import { positionOf, sampleColour } from "../../src/render/samples-plot";

describe("The epoch counter", () => {
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

describe("Numbers", () => {
  it("have at least three decimals for a loss, and two significant digits if it is small", () => {
    const losses = [12.3456, 0.5, 0.0123456, 0.00999, 0.00034, 0.00000345, 0.0000000345, 0];
    expect(losses.map(lossText)).toEqual([
      "12.346",
      "0.500",
      "0.012",
      "0.0100",
      "0.00034",
      "0.0000035",
      "3.4e-8",
      "0.000",
    ]);
    expect(lossText(undefined)).toBe("–");
    expect(lossText(123456)).toBe("1.2e+5");
  });

  it("have two decimals for a parameter", () => {
    expect(parameterText(-0.204)).toBe("−0.20");
    expect(parameterText(-0.001)).toBe("0.00");
  });

  it("show how small a loss is, and a dash if there is none", () => {
    expect([0.000213, 0.0213, 0, undefined].map(smallNumberText)).toEqual(["2.1e−4", "0.0213", "0", "–"]);
  });
});

describe("The colour scale", () => {
  it("goes from orange through the neutral colour to blue, and is clamped", () => {
    const light = paletteOf("light");
    expect(css(colourOf(-1, light))).toBe("rgb(245 147 34)");
    expect(css(colourOf(0, light))).toBe("rgb(232 234 235)");
    expect(css(colourOf(7, light))).toBe("rgb(8 119 189)");
    expect(css(colourOf(Number.NaN, light))).toBe(css(colourOf(0, light)));
    expect(heatmapShades(light)).toHaveLength(256);
  });

  it("colours samples like outputs", () => {
    const palette = paletteOf("light");
    const classes = { task: "classification", palette, half: 1 } as const;
    expect(sampleColour(0, classes)).toBe(css(colourOf(-1, palette)));
    expect(sampleColour(1, classes)).toBe(css(colourOf(1, palette)));
    expect(sampleColour(2, classes)).toBe("rgb(0 158 115)");
    const numbers = { task: "regression", palette, half: 1.2 } as const;
    expect(sampleColour(-0.6, numbers)).toBe(css(colourOf(-0.5, palette)));
    expect(sampleColour([0, 1.2], { ...numbers, output: 1 })).toBe(css(colourOf(1, palette)));
  });

  it.each(["light", "dark"] as const)("gives ten classes ten colours and ten shapes, in %s", (theme) => {
    const labels = Array.from({ length: 10 }, (_, label) => label);
    expect(new Set(labels.map((label) => css(classColour(label, paletteOf(theme))))).size).toBe(10);
    expect(new Set(labels.map((label) => JSON.stringify(markOf(label, 5)))).size).toBe(10);
  });

  it.each([
    [
      "deuteranopia",
      [
        [0.367, 0.861, -0.228],
        [0.28, 0.673, 0.047],
        [-0.012, 0.043, 0.969],
      ],
    ],
    [
      "protanopia",
      [
        [0.152, 1.053, -0.205],
        [0.115, 0.786, 0.099],
        [-0.004, -0.048, 1.052],
      ],
    ],
    [
      "tritanopia",
      [
        [1.256, -0.077, -0.179],
        [-0.078, 0.931, 0.148],
        [0.005, 0.691, 0.304],
      ],
    ],
  ])("keeps the first six classes distinguishable with %s", (_, matrix) => {
    // Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009:
    // severity 1.
    const linear = (channel: number) => (channel / 255) ** 2.2;
    for (const theme of ["light", "dark"] as const) {
      const seen = Array.from({ length: 6 }, (_unused, label) => {
        const colour = classColour(label, paletteOf(theme)).map(linear);
        return matrix.map((row) => row.reduce((sum, weight, at) => sum + weight * (colour[at] ?? 0), 0));
      });
      for (const [label, one] of seen.entries()) {
        for (const other of seen.slice(label + 1)) {
          expect(Math.hypot(...one.map((channel, at) => channel - (other[at] ?? 0)))).toBeGreaterThan(0.1);
        }
      }
    }
  });
});

describe("The heatmap", () => {
  it("shows the middle between two classes, and 0 of a regression, in the neutral colour", () => {
    expect(outputRange({ minimum: 0, maximum: 1 }, "classification")).toEqual({ centre: 0.5, half: 0.5 });
    expect(outputRange({ minimum: -0.4, maximum: 1.2 }, "regression")).toEqual({ centre: 0, half: 1.2 });
    const values = Uint8Array.from([0, 255, 128, 127, 255, 0, 0, 0]);
    const domain = [[-6, 6], [-6, 6]] as const; // prettier-ignore
    const boundary = { resolution: 2, domain, minimum: -1, maximum: 1, outputs: 2, values };
    const field = fieldOfBoundary(boundary, "classification");
    expect(field.values[0]).toBe(-1);
    expect(field.values[1]).toBe(1);
    expect([...discretized(field).values]).toEqual([-1, 1, 1, -1]);
    expect([...fieldOfBoundary(boundary, "classification", 1).values]).toEqual([1, -1, -1, -1]);
  });

  it("interpolates the values of the grid and extrapolates linear ones", () => {
    const field = { resolution: 3, values: Float32Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8]) };
    // Seven pixels: their middles are a seventh of the width apart; the fourth one is on the middle line.
    const fine = resampled(field, 7);
    expect(fine.values[3 * 7 + 3]).toBeCloseTo(4, 5);
    const edges = [0, 3, 6].map((at) => fine.values[at * 7 + 3] ?? 0);
    expect(edges[0]).toBeLessThan(1.5);
    expect(edges[2]).toBeGreaterThan(6.5);
    // Between equidistant values the cubic is linear, except at the edges.
    const line = { resolution: 5, values: Float32Array.from({ length: 25 }, (_, at) => at % 5) };
    const middle = resampled(line, 40).values.slice(20 * 40 + 12, 20 * 40 + 28);
    for (const [at, value] of middle.entries()) expect(value).toBeCloseTo(((12.5 + at) / 40) * 4, 5);
  });

  it("has one shade for each value", () => {
    const shades = Uint32Array.from({ length: 256 }, (_, at) => at);
    const values = Float32Array.from([-9, -1, 1, 0]);
    expect([...pixelsOf({ resolution: 2, values }, shades).colours]).toEqual([0, 0, 255, 128]);
  });

  it("mixes several classes: the colour of the largest, with its lead as strength", () => {
    const outputs = [
      Float32Array.from([1, -1, 0, 0.5]),
      Float32Array.from([-1, -1, 0, 0.5]),
      Float32Array.from([-1, 1, 0, 1]),
    ].map((values) => ({ resolution: 2, values }));
    const shades = [0, 1, 2].map((label) => Uint32Array.from({ length: 256 }, (_, at) => 1000 * label + at));
    expect([...mixedPixels(outputs, shades, false).colours]).toEqual([255, 2255, 0, 2064]);
    expect([...mixedPixels(outputs, shades, true).colours]).toEqual([255, 2255, 255, 2255]);
  });

  it("shows a single class in the colour of the scale", () => {
    const palette = paletteOf("light");
    expect(classShades(0, palette)[255]).toBe(heatmapShades(palette)[0]);
    expect(classShades(1, palette)[255]).toBe(heatmapShades(palette)[255]);
    expect(classShades(2, palette)[0]).toBe(classShades(1, palette)[0]);
  });
});

describe("A sample", () => {
  it("is drawn at the position of its two columns, but not outside the plane", () => {
    const plane = { columns: [2, 0], domain: [[-6, 6], [0, 10]] } as const; // prettier-ignore
    expect(positionOf([10, 99, -6], plane)).toEqual([0, 0]);
    expect(positionOf([2.5, 99, 3], plane)).toEqual([0.75, 0.75]);
    expect(positionOf([2.5, 99, 6.01], plane)).toBeUndefined();
    expect(positionOf([-0.01, 99, 3], plane)).toBeUndefined();
  });
});

describe("The loss chart", () => {
  const size = { width: 100, height: 50 };

  function lossChart(curve: LossCurve, { width, height } = size) {
    const lines = lossLines(curve);
    const { paths } = lineChart([lines.train, lines.validation, lines.test], { width, height }, lines);
    return { train: paths[0] ?? "", validation: paths[1], test: paths[2] };
  }

  it("is empty without losses", () => {
    expect(lossChart(emptyCurve(0), size)).toMatchObject({ train: "", test: "" });
  });

  it("goes from the first epoch to the last, and from zero to the highest loss", () => {
    const curve =
      withLosses(emptyCurve(1), 0, { train: [1, 0.5, 0], validation: [0.5, 0.5, 0.5] }) ?? emptyCurve(1);
    expect(lossChart(curve, size).train).toBe("M0,0L50,25L100,50");
    expect(lossChart(curve, size).validation).toBe("M0,25L50,25L100,25");
    expect(lossChart(curve, size).test).toBe("");
  });

  it.each([
    [[0.02, 0.5], 3, [0.02, 0.1, 0.5]],
    [[0.06, 0.3], 3, [0.1, 0.2]],
    [[0.0002, 0.5], 4, [0.001, 0.01, 0.1]],
    [[1e-9, 3], 3, [1e-8, 1e-4, 1]],
    [[0.21, 0.24], 3, [0.21, 0.24]],
  ] as const)("has several ticks on a logarithmic axis from %j", ([low, high], logarithmic, ticks) => {
    const { yTicks } = lineChart([[[0, high]]], size, {
      x: [0, 1],
      y: [low, high],
      log: true,
      ticks: { x: 3, y: 2, logarithmic },
    });
    expect(yTicks.map(({ value }) => Number(value.toPrecision(3)))).toEqual(ticks);
  });

  it("keeps a single spike among very many epochs", () => {
    const train = Array.from({ length: 100_000 }, (_, at) => (at === 33_333 ? 5 : 1));
    const curve = withLosses(emptyCurve(1), 0, { train }) ?? emptyCurve(1);
    const path = lossChart(curve, size).train;
    expect(path).toContain(",0L");
    expect(path.length).toBeLessThan(4000);
  });
});
