import { describe, expect, it } from "vitest";
import { linkEnds, linkPath, nearestLink, networkGeometry } from "../../src/render/network-geometry";

describe("The geometry of the network", () => {
  it("fits eight layers of eight into the middle of 1280 pixels", () => {
    const geometry = networkGeometry(7, [8, 8, 8, 8, 8, 8, 8, 8, 1], 672);
    expect(geometry.width).toBe(672);
    expect(geometry.height).toBeLessThan(430);
    expect(geometry.step).toBeGreaterThanOrEqual(54);
  });

  it("is wider than a narrow screen, which scrolls", () => {
    expect(networkGeometry(7, [4, 2, 1], 288).width).toBeGreaterThan(280);
    expect(networkGeometry(7, [32, 1], 640).height).toBeGreaterThan(1000);
  });

  it("draws few units larger, up to 64 pixels, and eight layers of eight as large as the features", () => {
    const sizes = (units: readonly number[], width = 672) => {
      const { featureSize, size } = networkGeometry(7, units, width);
      return [featureSize, size];
    };
    expect(sizes([4, 2, 1])).toEqual([34, 64]);
    expect(sizes([6, 1])).toEqual([34, 42]);
    expect(sizes([8, 8, 8, 8, 8, 8, 8, 8, 1])).toEqual([34, 34]);
    expect(sizes([4, 2, 1], 288)).toEqual([34, 34]);
  });

  it("centres the columns beside the features, and starts at the top if they do not fit", () => {
    const middle = (points: readonly { readonly y: number }[]) =>
      points.reduce((sum, { y }) => sum + y, 0) / points.length;
    const few = networkGeometry(7, [4, 2, 1], 672);
    expect(few.layers.map(middle)).toEqual([1, 2, 3].map(() => middle(few.features)));
    const eights = networkGeometry(7, [8, 8, 1], 672);
    expect(eights.layers[0]?.slice(0, 7).map(({ y }) => y)).toEqual(eights.features.map(({ y }) => y));
    expect(networkGeometry(7, [32, 1], 640).layers[0]?.[0]?.y).toBe(22);
  });

  it("keeps every unit within its height, apart from the next one", () => {
    for (const width of [240, 320, 640, 672, 832, 1300]) {
      for (let units = 1; units <= 32; units++) {
        for (const layers of [1, 2, 4, 8]) {
          const {
            layers: columns,
            size,
            height,
            step,
          } = networkGeometry(7, [...Array<number>(layers).fill(units), 1], width);
          const [first, second] = columns[0] ?? [];
          expect(first?.y ?? 0).toBeGreaterThanOrEqual(size / 2);
          expect((columns[0]?.at(-1)?.y ?? 0) + size / 2).toBeLessThanOrEqual(height);
          if (first && second) expect(second.y - first.y).toBeGreaterThanOrEqual(size + 8);
          expect(step).toBeGreaterThanOrEqual(size + 20);
        }
      }
    }
  });

  it("keeps a column at its place when its units grow", () => {
    const x = (units: number) => networkGeometry(7, [units, 2, 1], 672).layers.map(([first]) => first?.x);
    expect(x(7)).toEqual(x(3));
  });

  it("finds the link under a point of its curve", () => {
    const sizes = { fromSize: 34, toSize: 34 };
    const ends = linkEnds({ x: 20, y: 0 }, { x: 220, y: 100 }, sizes);
    const links = [
      { address: { layer: 0, from: 0, to: 1 }, ends },
      { address: { layer: 0, from: 1, to: 1 }, ends: linkEnds({ x: 20, y: 90 }, { x: 220, y: 100 }, sizes) },
    ];
    expect(nearestLink({ x: 120, y: 50 }, links, 8)).toEqual({ layer: 0, from: 0, to: 1 });
    expect(nearestLink({ x: 120, y: 96 }, links, 8)).toEqual({ layer: 0, from: 1, to: 1 });
    expect(nearestLink({ x: 120, y: 20 }, links, 8)).toBeUndefined();
    expect(nearestLink({ x: 5, y: 0 }, links, 8)).toBeUndefined();
    expect(linkPath(ends)).toBe("M39,0C120,0,120,100,201,100");
  });
});
