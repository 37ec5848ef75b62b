import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress } from "../../../src/model/address/address";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import {
  NO_POINTS,
  nearestPoint,
  withOwnPoints,
  withoutPoint,
  withPoint,
  withPointMoved,
} from "../../../src/model/data/own-points";
import { hasSamples } from "../../../src/model/spec/spec";

const samples = { train: [{ x: [0, 0], y: 0 }, { x: [1, 1], y: 1 }], test: [] }; // prettier-ignore

describe("Own points", () => {
  it("are added, found, moved and erased in the training and the test set", () => {
    const three = withPoint(samples, [3, 3], 1, "train");
    expect(nearestPoint(three, [2.9, 3], 0.3)).toEqual({ set: "train", index: 2 });
    expect(nearestPoint(three, [2, 3], 0.3)).toBeUndefined();
    expect(withPointMoved(three, { set: "train", index: 2 }, [4, 4]).train[2]).toEqual({ x: [4, 4], y: 1 });
    const kept = withPoint(three, [-3, 3], 0, "test");
    expect(kept.test).toEqual([{ x: [-3, 3], y: 0 }]);
    expect(nearestPoint(kept, [-3, 3.1], 0.3)).toEqual({ set: "test", index: 0 });
    expect(withoutPoint(kept, { set: "test", index: 0 })).toEqual(three);
  });

  it("may all be erased, which leaves no samples", () => {
    const none = withOwnPoints(defaultSpec(), withoutPoint({ train: [{ x: [0, 0], y: 0 }], test: [] }, { set: "train", index: 0 })); // prettier-ignore
    expect(none.data).toEqual({ source: "inline", train: [], test: [] });
    expect(hasSamples(none)).toBe(false);
    expect(hasSamples(withOwnPoints(none, withPoint(NO_POINTS, [1, 1], 1, "test")))).toBe(false);
    expect(hasSamples(withOwnPoints(none, withPoint(NO_POINTS, [1, 1], 1, "train")))).toBe(true);
    expect(hasSamples(defaultSpec())).toBe(true);
  });

  it("are written to the address", () => {
    const spec = withOwnPoints(defaultSpec(), withPoint(samples, [1.23456, -2], 1, "train"));
    const { view } = decodeAddress("");
    expect(decodeAddress(encodeAddress({ spec, view, unknown: [] })).spec).toEqual(spec);
    expect(spec.data).toMatchObject({ train: [{}, {}, { x: [1.235, -2] }] });
  });
});
