import { describe, expect, it } from "vitest";
import { inkOn, type Rgb } from "../../src/render/colours";
import { networkGeometry } from "../../src/render/network-geometry";
import { lossBox, panelPosition, type Box } from "../../src/render/panel-position";

const AREA: Box = { left: 0, top: 0, right: 800, bottom: 500 };
const SIZE = { width: 300, height: 200 };
const boxAt = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const overlaps = (one: Box, other: Box) =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

describe("The panel beside a unit", () => {
  it("covers neither the unit nor an obstacle, and stays in its area", () => {
    const unit = boxAt(320, 200, 64, 64);
    const links = Array.from({ length: 20 }, (_, at) => boxAt(80 + at * 12, 40 + at * 9, 2, 2));
    const place = panelPosition(AREA, SIZE, unit, [unit, ...links], []);
    const panel = boxAt(place?.x ?? -1, place?.y ?? -1, SIZE.width, SIZE.height);
    expect([unit, ...links].filter((box) => overlaps(panel, box))).toEqual([]);
    expect(panel.left >= 0 && panel.top >= 0 && panel.right <= 800 && panel.bottom <= 500).toBe(true);
  });

  it("is as near to the unit as possible", () => {
    const unit = boxAt(100, 220, 64, 64);
    const place = panelPosition(AREA, SIZE, unit, [unit], []);
    const panel = boxAt(place?.x ?? -1, place?.y ?? -1, SIZE.width, SIZE.height);
    const across = Math.max(panel.left - unit.right, unit.left - panel.right, 0);
    const down = Math.max(panel.top - unit.bottom, unit.top - panel.bottom, 0);
    expect(Math.hypot(across, down)).toBeLessThan(20);
  });

  it("does not cover other units if there is another place near", () => {
    const unit = boxAt(380, 20, 64, 64);
    const other = boxAt(200, 220, 64, 64);
    const without = panelPosition(AREA, SIZE, unit, [unit], []);
    const place = panelPosition(
      AREA,
      SIZE,
      unit,
      [unit],
      [other, boxAt(without?.x ?? 0, without?.y ?? 0, 10, 10)],
    );
    expect(place).not.toEqual(without);
    expect(overlaps(boxAt(place?.x ?? 0, place?.y ?? 0, SIZE.width, SIZE.height), other)).toBe(false);
  });

  it("has no place where obstacles leave no room", () => {
    const obstacles = [boxAt(250, 0, 10, 500), boxAt(520, 0, 10, 500)];
    expect(panelPosition(AREA, SIZE, boxAt(300, 200, 64, 64), obstacles, [])).toBeUndefined();
    expect(panelPosition(AREA, { width: 300, height: 600 }, boxAt(0, 0, 9, 9), [], [])).toBeUndefined();
  });
});

describe("The box with target and loss", () => {
  it.each([[[1]], [[4, 2, 1]], [[5, 3]], [[8, 8, 8, 8, 8, 8, 8, 8, 10]]])(
    "is inside the network and covers no unit, with the layers %j",
    (units) => {
      for (const available of [280, 640, 900]) {
        const geometry = networkGeometry(9, units, available);
        const box = lossBox(geometry);
        expect(box.top).toBeGreaterThanOrEqual(0);
        expect(box.bottom).toBeLessThanOrEqual(geometry.height);
        expect(box.right).toBe(geometry.width);
        const outputs = geometry.layers.at(-1) ?? [];
        const edge = geometry.size;
        if (outputs.length <= 3) {
          const squares = geometry.layers
            .flat()
            .map(({ x, y }) => boxAt(x - edge / 2, y - edge / 2, edge, edge));
          expect(squares.filter((square) => overlaps(square, box))).toEqual([]);
        }
      }
    },
  );
});

describe("The text on a coloured number", () => {
  it("has a contrast of at least 4.5 on every colour", () => {
    const luminance = (colour: Rgb) => {
      const [red, green, blue] = colour.map((part) =>
        part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      ) as [number, number, number];
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    for (let red = 0; red < 256; red += 15) {
      for (let green = 0; green < 256; green += 15) {
        for (let blue = 0; blue < 256; blue += 15) {
          const [ground, ink] = [luminance([red, green, blue]), luminance(inkOn([red, green, blue]))];
          const contrast = (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
          expect(contrast).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });
});
