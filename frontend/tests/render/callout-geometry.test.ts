import { describe, expect, it } from "vitest";
import { callouts } from "../../src/render/callout-geometry";
import { networkGeometry } from "../../src/render/network-geometry";

const WIDTHS = [320, 480, 632, 760, 960];

function shapes(): readonly (readonly number[])[] {
  const all: number[][] = [];
  for (let last = 1; last <= 8; last++) all.push([last, 1], [4, last, 1], [4, 4, last, 3]);
  return all;
}

describe("Callouts of the network", () => {
  it("are both placed beside the default network", () => {
    const { unit, link } = callouts(networkGeometry(9, [4, 2, 1], 632));
    expect(unit).toBeDefined();
    expect(link).toBeDefined();
  });

  it("are left out where there is no room: without layers, with many units, on a phone", () => {
    const nothing = { unit: undefined, link: undefined };
    expect(callouts(networkGeometry(9, [1], 632))).toEqual(nothing);
    expect(callouts(networkGeometry(9, [8, 8, 1], 632))).toEqual(nothing);
    expect(callouts(networkGeometry(9, [4, 2, 1], 320, true))).toEqual(nothing);
  });

  it("cover no unit and stay within the network", () => {
    for (const width of WIDTHS) {
      for (const units of shapes()) {
        const network = networkGeometry(9, units, width);
        const { unit, link } = callouts(network);
        const boxes = [
          ...(unit ? [{ ...unit.text, top: unit.text.y, bottom: unit.text.y + 68 }] : []),
          ...(link ? [{ ...link.text, top: link.text.y - 68, bottom: link.text.y }] : []),
        ];
        for (const box of boxes) {
          expect(box.top).toBeGreaterThanOrEqual(0);
          expect(box.bottom).toBeLessThanOrEqual(network.height);
          expect(box.x + box.width).toBeLessThanOrEqual(network.width);
          const half = network.size / 2;
          for (const { x, y } of network.layers.flat()) {
            const apart =
              box.x >= x + half ||
              box.x + box.width <= x - half ||
              box.top >= y + half ||
              box.bottom <= y - half;
            expect(apart, `${units.join("-")} at ${String(width)}`).toBe(true);
          }
        }
      }
    }
  });
});
