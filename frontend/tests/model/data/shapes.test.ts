import { describe, expect, it } from "vitest";
import { withData, withGenerator } from "../../../src/model/spec/edit-spec";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { readSpec } from "../../../src/model/spec/read-spec";
import { hasSeveralLabels, isImage, shapeOf, type GeneratedData } from "../../../src/model/spec/spec";

function data(change: Partial<GeneratedData>): GeneratedData {
  return { ...defaultSpec().data, ...change };
}

describe("The shape of a sample", () => {
  it.each<[Partial<GeneratedData>, readonly number[]]>([
    [{}, [2]],
    [{ generator: "function" }, [2]],
    [{ generator: "clusters", dimensions: 5 }, [5]],
    [{ generator: "digits8" }, [8, 8, 1]],
    [{ generator: "barsAndStripes" }, [3, 3, 1]],
    [{ generator: "barsAndStripes", size: 5 }, [5, 5, 1]],
    [{ generator: "lesions16" }, [16, 16, 1]],
    [{ generator: "firstSymbol" }, [10, 3]],
    [{ generator: "firstSymbol", steps: 4, classes: 2 }, [4, 2]],
  ])("of %j is %j", (change, shape) => {
    expect(shapeOf(data(change))).toEqual(shape);
  });

  it("of own samples is their number of columns", () => {
    expect(shapeOf({ source: "inline", train: [{ x: [1, 2, 3], y: 0 }] })).toEqual([3]);
  });

  it("of own images is the one that they name", () => {
    expect(shapeOf({ source: "inline", shape: [1, 3, 1], train: [{ x: [1, 2, 3], y: 0 }] })).toEqual([
      1, 3, 1,
    ]);
  });

  it("is that of an image if it has a channel", () => {
    const isOne = (change: Partial<GeneratedData>) => isImage(data(change));
    expect(["digits8", "firstSymbol", "circle"].map((generator) => isOne({ generator }))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("gives a spec without features a feature for each column", () => {
    const spec = readSpec({ data: { source: "generated", generator: "barsAndStripes" } });
    expect(spec?.features).toHaveLength(9);
    expect(readSpec({ data: { source: "generated", generator: "xor" } })?.features).toEqual(["x1", "x2"]);
  });
});

describe("A restricted Boltzmann machine", () => {
  const data = { source: "generated", generator: "barsAndStripes" };

  it("keeps its settings and has its two layers", () => {
    const rbm = { hidden: 5, persistent: true, chains: 7 };
    const spec = readSpec({ model: "rbm", data, rbm, training: { batchSize: 3 } });
    expect(spec).toMatchObject({ model: "rbm", rbm, task: "regression", data: { target: "input" } });
    expect(spec?.network.layers.map(({ units, activation }) => [units, activation])).toEqual([
      [5, "sigmoid"],
      [9, "sigmoid"],
    ]);
    expect(spec?.training).toMatchObject({ loss: "meanSquaredError", batchSize: 3 });
  });

  it("has as many hidden units as the server's default", () => {
    expect(readSpec({ model: "rbm", data })?.network.layers[0]?.units).toBe(8);
  });

  it("is not what other specs are", () => {
    expect(readSpec({ data })).not.toHaveProperty("model");
  });
});

describe("Labels", () => {
  it("are several for each lesion, and for own samples with an array", () => {
    expect(hasSeveralLabels(data({ generator: "lesions16" }))).toBe(true);
    expect(hasSeveralLabels(data({ generator: "digits8" }))).toBe(false);
    expect(hasSeveralLabels({ source: "inline", train: [{ x: [1], y: [0, 1] }] })).toBe(true);
    expect(hasSeveralLabels({ source: "inline", train: [{ x: [1], y: 1 }] })).toBe(false);
  });
});

describe("A spec without a loss", () => {
  it.each([
    ["classification", "softmax", "crossEntropy"],
    ["classification", "sigmoid", "binaryCrossEntropy"],
    ["classification", "tanh", "squaredError"],
    ["regression", "sigmoid", "squaredError"],
  ])("of %s with %s outputs gets %s", (task, activation, loss) => {
    const network = { layers: [{ units: 2, activation }] };
    const json = { task, data: { source: "generated", generator: "circle" }, network };
    expect(readSpec(json)?.training.loss).toBe(loss);
  });
});

describe("A generator with a field of its own", () => {
  it("keeps the field until another generator is chosen", () => {
    const curved = withData(withGenerator(defaultSpec(), "function"), { curve: "cubic" });
    expect(curved.data).toMatchObject({ generator: "function", curve: "cubic" });
    expect(withGenerator(curved, "function").data).toMatchObject({ curve: "cubic" });
    expect(withGenerator(curved, "circle")).toEqual(defaultSpec());
  });

  it("gets the features and outputs of its data", () => {
    const digits = withGenerator(defaultSpec(), "digits8");
    expect(digits.features).toHaveLength(64);
    expect(digits.network.layers.at(-1)).toMatchObject({ units: 10, activation: "softmax" });
  });

  it("keeps the target and the corruption of the data", () => {
    const corruption = { type: "gaussian", amount: 0.5 };
    const spec = withData(defaultSpec(), { target: "input", corruption });
    expect(withGenerator(spec, "moons").data).toMatchObject({ target: "input", corruption });
  });
});
