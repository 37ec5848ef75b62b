import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress } from "../../../src/model/address/address";
import { base64UrlOfText } from "../../../src/model/address/base64";
import { contractSpec, isDense, layerSizes } from "../../../src/model/spec/shaped-layers";
import { ForwardPass } from "../../../src/model/network/forward-pass";
import { fits } from "../../../src/model/network/parameters";

const CONVOLUTION = { type: "convolution", filters: 8, kernel: [3, 3], stride: 1, padding: "valid" };
const JSON_SPEC = {
  task: "classification",
  data: { source: "inline", shape: [3, 3, 1], train: [{ x: [1, 2, 3, 4, 5, 6, 7, 8, 9], y: 1 }] },
  features: ["x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"],
  network: {
    layers: [
      CONVOLUTION,
      { type: "dense", units: 1, activation: "tanh", bias: true, dropout: 0, frozen: false },
    ],
    initializer: { type: "uniform", seed: 1 },
  },
};

describe("a spec with a convolution", () => {
  const address = decodeAddress(`spec=${base64UrlOfText(JSON.stringify(JSON_SPEC))}`);

  it("is read from an address, and written as it was", () => {
    expect(address.spec.network.layers[0]?.shaped).toEqual(CONVOLUTION);
    expect(address.spec.network.layers[1]).toEqual({ units: 1, activation: "tanh", bias: true, dropout: 0 });
    const again = decodeAddress(encodeAddress(address));
    expect(again.spec).toEqual(address.spec);
    expect(contractSpec(again.spec)).toMatchObject({ network: { layers: [CONVOLUTION, { units: 1 }] } });
  });

  it("is not computed by the page", () => {
    expect(isDense(address.spec)).toBe(false);
    expect(fits([{ weights: [[1]], biases: [] }], address.spec)).toBe(false);
    expect(ForwardPass.overSamples(address.spec, [])).toBeUndefined();
  });
});

describe("the sizes of a layer", () => {
  it("name filters and kernel, or units", () => {
    expect(layerSizes(CONVOLUTION)).toBe("8 × 3 × 3");
    expect(layerSizes({ type: "convolution", filters: 2, kernel: 5 })).toBe("2 × 5 × 5");
    expect(layerSizes({ type: "maxPooling", size: 2 })).toBe("2");
    expect(layerSizes({ type: "recurrent", cell: "lstm", units: 6 })).toBe("6");
  });
});
