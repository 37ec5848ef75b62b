import { describe, expect, it } from "vitest";
import { piecesByCell } from "../../src/render/landscape-surface";
import {
  heightAt,
  placeSeenAt,
  pointOf,
  projected,
  TILTS,
  turned,
} from "../../src/render/surface-projection";

const FROM_ABOVE = { turn: 0, tilt: Math.PI / 2 };
const FROM_THE_SIDE = { turn: 0, tilt: 0 };

describe("The surface of a landscape", () => {
  it("is a map if it is seen from above", () => {
    const corner = projected([0, 0], 0.3, FROM_ABOVE, 100);
    const opposite = projected([1, 1], 0.9, FROM_ABOVE, 100);
    expect([corner.x, corner.y]).toEqual([expect.closeTo(18), expect.closeTo(18)]);
    expect([opposite.x, opposite.y]).toEqual([expect.closeTo(82), expect.closeTo(82)]);
    expect(projected([0.5, 0.5], 1, FROM_ABOVE, 100).depth).toBeLessThan(
      projected([0.5, 0.5], 0, FROM_ABOVE, 100).depth,
    );
  });

  it("shows heights if it is seen from the side, the far edge behind the near one", () => {
    const low = projected([0.5, 0.5], 0, FROM_THE_SIDE, 100);
    const high = projected([0.5, 0.5], 1, FROM_THE_SIDE, 100);
    expect(high.y).toBeLessThan(low.y);
    expect(high.x).toBe(low.x);
    expect(projected([0.5, 0], 0, FROM_THE_SIDE, 100).depth).toBeGreaterThan(
      projected([0.5, 1], 0, FROM_THE_SIDE, 100).depth,
    );
  });

  it("turns with a drag to the right, and tilts only between its limits", () => {
    const start = { turn: 0, tilt: 0.9 };
    const { turn, tilt } = turned(start, 0.5, 0);
    expect(turn).toBeCloseTo(Math.PI / 2, 10);
    expect(tilt).toBe(0.9);
    expect(turned(start, 0, 5).tilt).toBe(TILTS.most);
    expect(turned(start, 0, -5).tilt).toBe(TILTS.least);
    // The nearest place follows the pointer.
    const [before, after] = [start, turned(start, 0.05, 0)].map(
      (angle) => projected([0.5, 1], 0, angle, 100).x,
    );
    expect(after).toBeGreaterThan(before ?? Number.NaN);
  });

  it("fits its picture at every angle", () => {
    for (let turn = 0; turn < 6.3; turn += 0.1) {
      for (let { least: tilt } = TILTS; tilt <= TILTS.most; tilt += 0.1) {
        for (const place of [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ] as const) {
          for (const height of [0, 1]) {
            const { x, y } = projected(place, height, { turn, tilt }, 100);
            expect(Math.min(x, y)).toBeGreaterThan(0);
            expect(Math.max(x, y)).toBeLessThan(100);
          }
        }
      }
    }
  });

  it("has the heights of the grid, and bilinear ones between", () => {
    const field = { resolution: 2, values: Float32Array.of(0, 1, 0.5, 0.5) };
    expect(heightAt(field, [1, 0])).toBe(1);
    expect(heightAt(field, [0.5, 0])).toBe(0.5);
    expect(heightAt(field, [1, 0.5])).toBe(0.75);
  });

  it("has each piece of a path in its cell, without those outside", () => {
    const pieces = piecesByCell(
      [
        [0.1, 0.1],
        [0.9, 0.1],
        [0.9, 1.5],
      ],
      3,
    );
    expect([...pieces.keys()].sort()).toEqual([0, 1, 3]);
    const ends = [...pieces.values()].flat().flat();
    expect(Math.max(...ends.map(([, y]) => y))).toBeGreaterThan(0.98);
    expect(Math.max(...ends.map(([, y]) => y))).toBeLessThanOrEqual(1);
    expect([...piecesByCell([[0.5, 0.5]], 3)]).toEqual([]);
  });

  it("is seen at the point where it is drawn", () => {
    const bowl = Float32Array.from({ length: 441 }, (_, at) => {
      const [x, y] = [(at % 21) / 20 - 0.5, Math.floor(at / 21) / 20 - 0.5];
      return 2 * (x * x + y * y);
    });
    const field = { resolution: 21, values: bowl };
    for (const place of [
      [0.5, 0.5],
      [0.3, 0.62],
      [0.71, 0.4],
    ] as const) {
      for (const angle of [FROM_ABOVE, { turn: 1.3, tilt: 0.85 }, { turn: -2, tilt: 1.2 }]) {
        const seen = placeSeenAt(field, pointOf(field, place, angle, 100), angle, 100);
        expect(seen).toEqual([expect.closeTo(place[0], 1), expect.closeTo(place[1], 1)]);
      }
    }
  });

  it("hides what is behind a ridge, and is not seen beside it or on a wall", () => {
    const ridge = Float32Array.from({ length: 121 }, (_, at) => (Math.floor(at / 11) === 5 ? 1 : 0));
    const field = { resolution: 11, values: ridge };
    const low = { turn: 0, tilt: 0.3 };
    const behind = placeSeenAt(field, pointOf(field, [0.5, 0.4], low, 100), low, 100);
    expect(behind?.[1]).toBeGreaterThan(0.4);
    expect(placeSeenAt(field, [1, 1], low, 100)).toBeUndefined();
    const plateau = { resolution: 2, values: Float32Array.of(1, 1, 1, 1) };
    const { x, y } = projected([0.5, 1], 0.5, low, 100);
    expect(placeSeenAt(plateau, [x, y], low, 100)).toBeUndefined();
    expect(placeSeenAt(plateau, pointOf(plateau, [0.5, 0.5], low, 100), low, 100)).toBeDefined();
  });
});
