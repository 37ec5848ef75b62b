import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../../../src/i18n/messages";
import { decodeAddress, encodeAddress } from "../../../src/model/address/address";
import { BUILT_IN_CATALOG } from "../../../src/model/spec/built-in-catalog";
import { fixesFor } from "../../../src/model/training/diagnosis-fixes";
import { lessonOf } from "../../../src/model/training/diagnosis-lesson";
import type { Diagnosis } from "../../../src/model/training/frame";

/** The fixes of a diagnosis at an address: their names, and the addresses that they lead to. */
function fixes(address: string, diagnosis: Diagnosis) {
  const decoded = decodeAddress(address);
  return fixesFor(diagnosis, decoded.spec, BUILT_IN_CATALOG).map((fix) => [
    fix.type,
    "apply" in fix ? encodeAddress({ ...decoded, spec: fix.apply(decoded.spec) }) : undefined,
  ]);
}

describe("The fixes of a diagnosis", () => {
  it("add a hidden layer or features to a network without hidden layers", () => {
    const features = ["x1TimesX2"];
    expect(fixes("dataset=xor&networkShape=", { type: "linearModel", features })).toEqual([
      ["addLayer", "seed=1&dataset=xor&networkShape=8"],
      ["addFeatures", "seed=1&dataset=xor&networkShape=&xTimesY=true"],
    ]);
  });

  it("make linear layers nonlinear", () => {
    const address = "dataset=circle&activation=linear&networkShape=8,8,8";
    expect(fixes(address, { type: "linearModel" })).toEqual([["tanh", "seed=1&networkShape=8,8,8"]]);
  });

  it("add the columns that the features lack", () => {
    const missing = { type: "missingFeatures", features: ["x1"] };
    expect(fixes("dataset=xor&x=false&y=true", missing)).toEqual([["addFeatures", "seed=1&dataset=xor"]]);
    expect(fixes("dataset=xor", missing)).toEqual([]);
  });

  it("set the optimizer's default rate, or go further if it is the present one", () => {
    expect(fixes("learningRate=10", { type: "learningRateTooLarge" })).toEqual([["lowerRate", ""]]);
    expect(fixes("learningRate=0.1", { type: "diverged" })).toEqual([["lowerRate", ""]]);
    expect(fixes("", { type: "diverged" })).toEqual([["lowerRate", "seed=1&learningRate=0.003"]]);
    expect(fixes("learningRate=0.00001", { type: "learningRateTooSmall" })).toEqual([["raiseRate", ""]]);
    expect(fixes("", { type: "learningRateTooSmall" })).toEqual([["raiseRate", "seed=1&learningRate=0.3"]]);
    expect(fixes("optimizer=adam&learningRate=3", { type: "learningRateTooLarge" })).toEqual([
      ["lowerRate", "seed=1&optimizer=adam"],
    ]);
  });

  it("give each class an output", () => {
    const { spec } = decodeAddress("dataset=threeBlobs");
    const layers = [{ units: 4 }, { units: 1, activation: "tanh" }];
    const one = { ...spec, network: { ...spec.network, layers }, training: { loss: "squaredError" } };
    const address = `spec=${btoa(JSON.stringify(one)).replaceAll("=", "")}`;
    expect(fixes(address, { type: "outputUnits" })).toEqual([
      ["outputs", "seed=1&dataset=threeBlobs&networkShape=4"],
    ]);
  });

  it("add neurons to a small network that is stuck, or else draw other weights", () => {
    expect(fixes("networkShape=4,16", { type: "lossStuck" })).toEqual([
      ["moreUnits", "seed=1&networkShape=8,16"],
      ["otherWeights", undefined],
    ]);
    expect(fixes("networkShape=8", { type: "lossStuck" })).toEqual([["otherWeights", undefined]]);
    expect(fixes("initZero=true", { type: "lossStuck" })).toEqual([["randomWeights", ""]]);
  });

  it("replace the sigmoids of several layers that are stuck, because other weights do not help", () => {
    expect(fixes("activation=sigmoid&networkShape=8,8", { type: "lossStuck" })).toEqual([
      ["relu", "seed=1&activation=relu&networkShape=8,8&init=he"],
      ["otherWeights", undefined],
    ]);
    expect(fixes("activation=sigmoid&networkShape=8", { type: "lossStuck" })).toEqual([
      ["otherWeights", undefined],
    ]);
  });

  it("regularize an overfitting network, or train it on more data", () => {
    expect(fixes("percTrainData=10", { type: "overfitting" })).toEqual([
      ["regularize", "seed=1&percTrainData=10&regularization=L2&regularizationRate=0.03"],
      ["moreData", "seed=1&percTrainData=90"],
    ]);
  });
});

/** The types that the API documents, in its order. */
function documentedTypes(): readonly string[] {
  const description = /"diverged, [^"]*accept new ones"/.exec(
    readFileSync("../docs/openapi.json", "utf8"),
  )?.[0];
  return description?.match(/[a-z]+[A-Z]\w+|diverged|overfitting/g) ?? [];
}

describe("Every diagnosis of the API", () => {
  it.each(documentedTypes())("has a lesson, and a text and a fix: %s", (type) => {
    const { spec } = decodeAddress("dataset=xor&networkShape=&x=false&y=true");
    expect(existsSync(`src/lessons/en/${(lessonOf(type) ?? "").replace("lessons/", "")}.md`)).toBe(true);
    expect(Object.keys(LANGUAGES.en)).toContain(`diagnosis.${type}`);
    expect(fixesFor({ type, features: ["x1"] }, spec, BUILT_IN_CATALOG)).not.toEqual([]);
  });

  it("is known", () => {
    expect(documentedTypes()).toHaveLength(12);
  });
});
