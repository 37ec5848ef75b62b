import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress } from "../../../src/model/address/address";
import type { Catalog } from "../../../src/model/spec/catalog";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import {
  lossesOf,
  outputActivationsOf,
  withLayerActivation,
  withLoss,
  withOutputActivation,
  withVariantType,
} from "../../../src/model/spec/edit-choices";
import { readSpec } from "../../../src/model/spec/read-spec";
import { withField } from "../../../src/model/spec/variant-fields";
import { frameCode, frameLink, shareLink } from "../../../src/model/address/share";

const catalog = {
  features: ["x1", "x2"],
  outputActivations: ["tanh", "sigmoid", "softmax"],
  losses: ["squaredError", "binaryCrossEntropy", "crossEntropy", "ranking"],
  pairs: [
    { loss: "squaredError", tasks: ["classification", "regression"], outputActivations: ["tanh", "sigmoid"] },
    { loss: "binaryCrossEntropy", tasks: ["classification"], outputActivations: ["sigmoid"] },
    { loss: "crossEntropy", tasks: ["classification"], outputActivations: ["softmax"] },
  ],
} as unknown as Catalog;

describe("A choice of the catalogue", () => {
  it("changes the fields that depend on it", () => {
    const entropy = withLoss(defaultSpec(), "binaryCrossEntropy", catalog);
    expect(entropy.network.layers.at(-1)?.activation).toBe("sigmoid");
    expect(withOutputActivation(entropy, "tanh", catalog).training.loss).toBe("squaredError");
    expect(withOutputActivation(entropy, "sigmoid", catalog)).toEqual(entropy);
    expect(lossesOf(defaultSpec(), catalog)).toEqual(["squaredError", "binaryCrossEntropy", "crossEntropy"]);
    expect(lossesOf(defaultSpec("regression"), catalog)).toEqual(["squaredError"]);
  });

  it("starts with its defaults", () => {
    expect(withVariantType(defaultSpec(), "optimizer", "adam").training.optimizer).toEqual({
      type: "adam",
      learningRate: 0.01,
    });
    expect(withVariantType(defaultSpec(), "initializer", "he").network.initializer).toEqual({
      type: "he",
      seed: 1,
    });
  });

  it("removes default values, and a switch whose number is 0", () => {
    const fast = withField(defaultSpec(), "optimizer", "momentum", 0.9);
    const nesterov = withField(fast, "optimizer", "nesterov", true);
    expect(nesterov.training.optimizer).toEqual({
      type: "sgd",
      learningRate: 0.03,
      momentum: 0.9,
      nesterov: true,
    });
    expect(withField(nesterov, "optimizer", "momentum", 0)).toEqual(defaultSpec());
    const json = {
      ...defaultSpec(),
      network: { layers: [{ units: 1 }], initializer: { type: "normal", bias: 0 } },
    };
    expect(readSpec(json)?.network.initializer).toEqual({ type: "normal", seed: 1 });
  });

  it("keeps an output that fits the classes", () => {
    const two = withLoss(defaultSpec(), "crossEntropy", catalog);
    expect(two.network.layers.at(-1)).toMatchObject({ units: 2, activation: "softmax" });
    expect(withLoss(two, "squaredError", catalog)).toEqual(defaultSpec());
    expect(outputActivationsOf(defaultSpec("regression"), catalog)).toEqual(["tanh", "sigmoid"]);
  });

  it("is written to the address by its key", () => {
    const spec = withVariantType(withLayerActivation(defaultSpec(), 1, "relu"), "optimizer", "adam");
    const hash = encodeAddress({ spec, view: decodeAddress("").view, unknown: [] });
    expect(hash).toBe("seed=1&activations=tanh,relu&optimizer=adam");
    expect(decodeAddress(hash).spec).toEqual(spec);
  });
});

describe("Sharing", () => {
  const address = { ...decodeAddress("dataset=xor&lang=en"), unknown: [["noise_hide", "true"]] as const };

  it("links to the page itself, wherever it is deployed", () => {
    const link = "https://a.example/nn/#seed=1&dataset=xor&lang=en&noise_hide=true";
    for (const pathname of ["/nn/", "/nn/index.html", "/nn/embed"]) {
      expect(shareLink({ origin: "https://a.example", pathname }, address)).toBe(link);
    }
  });

  it("writes frame code that escapes all values", () => {
    const source = frameLink({ origin: "https://a.example", pathname: "/" }, address);
    const code = frameCode(source, 'A "net" <b>', { width: undefined, height: 560 });
    expect(code).toContain('src="https://a.example/embed#seed=1&amp;dataset=xor');
    expect(code).toContain('width="100%" height="560"');
    expect(code).toContain('title="A &quot;net&quot; &lt;b>"');
    expect(code).toContain('sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"');
    expect(code).toContain('<script src="https://a.example/embed.js" async></script>');
  });

  it("writes frame code of a fixed width that shrinks with a narrower page", () => {
    const code = frameCode("https://a.example/embed", "Net", { width: 800, height: 560 });
    expect(code).toContain('width="800" height="560" style="border:0;max-width:100%"');
  });
});
