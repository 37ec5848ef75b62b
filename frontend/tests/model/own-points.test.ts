import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress } from "../../src/model/address";
import { defaultSpec } from "../../src/model/default-spec";
import {
  nearestPoint,
  withOwnPoints,
  withoutPoint,
  withPoint,
  withPointMoved,
} from "../../src/model/own-points";

const samples = { train: [{ x: [0, 0], y: 0 }, { x: [1, 1], y: 1 }], test: [] }; // prettier-ignore

describe("own points", () => {
  it("are added, found, moved and erased, but for the last", () => {
    const three = withPoint(samples, [3, 3], 1);
    expect(nearestPoint(three, [2.9, 3], 0.3)).toBe(2);
    expect(nearestPoint(three, [2, 3], 0.3)).toBeUndefined();
    expect(withPointMoved(three, 2, [4, 4]).train[2]).toEqual({ x: [4, 4], y: 1 });
    const one = withoutPoint(withoutPoint(three, 0), 0);
    expect(one.train).toEqual([{ x: [3, 3], y: 1 }]);
    expect(withoutPoint(one, 0)).toBe(one);
  });

  it("travel in the address", () => {
    const spec = withOwnPoints(defaultSpec(), withPoint(samples, [1.23456, -2], 1));
    const { view } = decodeAddress("");
    expect(decodeAddress(encodeAddress({ spec, view, unknown: [] })).spec).toEqual(spec);
    expect(spec.data).toMatchObject({ train: [{}, {}, { x: [1.235, -2] }] });
  });
});
