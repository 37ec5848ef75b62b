import { expect, it } from "vitest";
import { fieldOfPointer } from "../../../src/model/training/problem";

it.each([
  ["/spec/data/noise", "noise"],
  ["/data/noise", "noise"],
  ["/spec/data/trainFraction", "trainFraction"],
  ["/spec/data/generator", "generator"],
  ["/spec/network/layers/2/units", "layers"],
  ["/spec/network/layers/0/activation", "activation"],
  ["/spec/network/layers/3/activation", "outputActivation"],
  ["/network/layers/1/dropout", "dropout.1"],
  ["/network/layers/3/dropout", "layers"],
  ["/network/layers", "layers"],
  ["/learningRate", "learningRate"],
  ["/spec/training/optimizer/learningRate", "learningRate"],
  ["/spec/training/regularization/rate", "regularizationRate"],
  ["/training/regularization/type", "regularization"],
  ["/spec/training/batchSize", "batchSize"],
  ["/batchSize", "batchSize"],
  ["/spec/features/1", "features"],
  ["/mode", undefined],
  ["", undefined],
])("the pointer %s belongs to the control %s", (pointer, field) => {
  expect(fieldOfPointer(pointer, 4)).toBe(field);
});
