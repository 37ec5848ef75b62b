import { describe, expect, it } from "vitest";
import { weightedNetwork } from "../../src/render/weighted-network";

const ofShape = (...sizes: readonly number[]) =>
  sizes
    .slice(1)
    .map((units, at) =>
      Array.from({ length: units }, () => Array.from({ length: sizes[at] ?? 0 }, () => 0.5)),
    );

describe("The drawing of a network with its weights", () => {
  it.each([[[2, 2, 1]], [[2, 3, 1, 1]], [[3, 2, 3]], [[2, 1]]])(
    "keeps all weights of a network of %j units apart",
    (sizes) => {
      const { connections } = weightedNetwork(ofShape(...sizes));
      expect(connections.length).toBe(
        sizes.slice(1).reduce((sum, units, at) => sum + units * (sizes[at] ?? 0), 0),
      );
      for (const [at, { label }] of connections.entries())
        for (const { label: other } of connections.slice(at + 1))
          expect(Math.abs(label.x - other.x) >= 32 || Math.abs(label.y - other.y) >= 16).toBe(true);
    },
  );

  it("centres every column", () => {
    const { units } = weightedNetwork(ofShape(2, 3, 1));
    expect(units.map((column) => column.reduce((sum, { y }) => sum + y, 0) / column.length)).toEqual([
      89, 89, 89,
    ]);
  });
});
