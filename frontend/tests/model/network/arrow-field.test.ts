import { describe, expect, it } from "vitest";
import { withTarget } from "../../../src/model/data/target";
import { FIRST_COLUMNS, PLANE } from "../../../src/model/data/plane";
import { arrowField } from "../../../src/model/network/arrow-field";
import { BUILT_IN_CATALOG } from "../../../src/model/spec/built-in-catalog";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { withFeatureToggled, withLayerRemoved } from "../../../src/model/spec/edit-spec";

const plane = { columns: FIRST_COLUMNS, domain: PLANE, fixedValues: [] };
const spec = withLayerRemoved(withLayerRemoved(withTarget(defaultSpec(), "input", BUILT_IN_CATALOG)));
/** Swaps both columns. */
const swap = [
  {
    weights: [
      [0, 1],
      [1, 0],
    ],
    biases: [0, 0],
  },
];

describe("The field of arrows of an autoencoder", () => {
  it("leads from the middles of 13 x 13 squares to the network's outputs", () => {
    const field = arrowField(spec, plane);
    const ends = field?.ends(swap) ?? [];

    expect(field?.from).toHaveLength(169);
    for (const [at, [x1, x2]] of (field?.from ?? []).entries()) {
      expect(ends[at]?.[0]).toBeCloseTo(x2, 5);
      expect(ends[at]?.[1]).toBeCloseTo(x1, 5);
    }
    expect(field?.from[0]?.[0]).toBeCloseTo(-6 + 6 / 13, 10);
    expect(field?.from[0]?.[1]).toBeCloseTo(6 - 6 / 13, 10);
  });

  it("is in data units where the columns are scaled", () => {
    const scales = [
      { mean: 1, deviation: 2 },
      { mean: -3, deviation: 4 },
    ];
    const field = arrowField(spec, { ...plane, scales });
    const [x1, x2] = field?.from[5] ?? [0, 0];

    expect(field?.ends(swap)[5]?.[0]).toBeCloseTo(1 + (2 * (x2 + 3)) / 4, 5);
    expect(field?.ends(swap)[5]?.[1]).toBeCloseTo(-3 + (4 * (x1 - 1)) / 2, 5);
  });

  it("is not there without both columns, or for a network that learns labels", () => {
    const order = BUILT_IN_CATALOG.features;
    const without = withFeatureToggled(withFeatureToggled(spec, "sinX1", order), "x1", order);

    expect(arrowField(without, plane)).toBeUndefined();
    expect(arrowField(defaultSpec(), plane)).toBeUndefined();
  });
});
