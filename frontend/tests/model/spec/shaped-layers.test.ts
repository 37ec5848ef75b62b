import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress } from "../../../src/model/address/address";
import { base64UrlOfText } from "../../../src/model/address/base64";
import {
  contractSpec,
  hasParameters,
  isDense,
  layerSizes,
  shortcutsOf,
} from "../../../src/model/spec/shaped-layers";
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

  it("name the earlier layer of a concatenation, counted from 1", () => {
    expect(layerSizes({ type: "concatenation", layer: 0 })).toBe("1");
  });
});

describe("a spec with shortcuts", () => {
  const kinds = [
    CONVOLUTION,
    { type: "maxPooling" },
    { type: "upsampling" },
    { type: "concatenation", layer: 0 },
  ];
  const layers = [...kinds, { units: 1, activation: "tanh" }];
  const json = { ...JSON_SPEC, network: { layers, initializer: { type: "uniform", seed: 1 } } };
  const address = decodeAddress(`spec=${base64UrlOfText(JSON.stringify(json))}`);

  it("is read from an address, and written as it was", () => {
    const again = decodeAddress(encodeAddress(address));
    expect(contractSpec(again.spec)).toMatchObject({ network: { layers } });
  });

  it("has an activation and parameters where a layer has them", () => {
    const { layers: read } = address.spec.network;
    expect(read.map(({ activation }) => activation)).toEqual(["tanh", "linear", "linear", "linear", "tanh"]);
    expect(read.map(({ shaped }) => shaped && hasParameters(shaped))).toEqual([
      true,
      false,
      false,
      false,
      undefined,
    ]);
  });

  it("names the layers that a shortcut connects, but none after it", () => {
    expect(shortcutsOf(address.spec.network.layers)).toEqual([{ from: 0, to: 3 }]);
    const invalid = { units: 1, activation: "linear", bias: true, dropout: 0 };
    expect(shortcutsOf([{ ...invalid, shaped: { type: "concatenation", layer: 0 } }])).toEqual([]);
  });
});

describe("the sizes of a layer", () => {
  it("name filters and kernel, or units", () => {
    expect(layerSizes(CONVOLUTION)).toBe("8 × 3 × 3");
    expect(layerSizes({ type: "convolution", filters: 2, kernel: 5 })).toBe("2 × 5 × 5");
    expect(layerSizes({ type: "maxPooling", size: 2 })).toBe("2");
    expect(layerSizes({ type: "upsampling", size: 2 })).toBe("2");
    expect(layerSizes({ type: "recurrent", cell: "lstm", units: 6 })).toBe("6");
  });
});
