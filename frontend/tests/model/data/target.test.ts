import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress } from "../../../src/model/address/address";
import { DEFAULT_VIEW } from "../../../src/model/address/view-settings";
import { disturbed, meanSquaredDifference } from "../../../src/model/data/disturbed";
import { withOwnPoints } from "../../../src/model/data/own-points";
import {
  amountRange,
  withCorruptionAmount,
  withCorruptionType,
  withTarget,
} from "../../../src/model/data/target";
import { seededRandom } from "../../../src/model/labs/random/random";
import { BUILT_IN_CATALOG as catalog } from "../../../src/model/spec/built-in-catalog";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { withFeatureToggled, withGenerator, withTask } from "../../../src/model/spec/edit-spec";
import type { TrainingSpec } from "../../../src/model/spec/spec";

const autoencoder = (spec: TrainingSpec) => withTarget(spec, "input", catalog);
const output = ({ network }: TrainingSpec) => network.layers.at(-1);

describe("A network that learns its own input", () => {
  it("is a regression with one linear output for each feature", () => {
    const spec = autoencoder(defaultSpec());

    expect([spec.task, spec.data.target, spec.training.loss]).toEqual([
      "regression",
      "input",
      "squaredError",
    ]);
    expect(output(spec)).toMatchObject({ units: 2, activation: "linear" });
    expect(spec.network.layers.slice(0, -1)).toEqual(defaultSpec().network.layers.slice(0, -1));
  });

  it("has as many outputs as features after each change of features or data", () => {
    const spec = autoencoder(defaultSpec());

    expect(output(withFeatureToggled(spec, "x1Squared", catalog.features))?.units).toBe(3);
    expect(output(withGenerator(spec, "digits8"))).toMatchObject({ units: 64, activation: "sigmoid" });
    expect(output(withGenerator(withGenerator(spec, "digits8"), "moons"))).toMatchObject({
      units: 2,
      activation: "linear",
    });
  });

  it("keeps target and corruption with other data and own points, whose targets are not written", () => {
    const spec = withCorruptionType(autoencoder(defaultSpec()), "gaussian", catalog);
    const own = withOwnPoints(spec, { train: [{ x: [1, 2], y: [1, 2] }, { x: [2, 1], y: 1 }], test: [] }); // prettier-ignore

    expect(withGenerator(spec, "moons").data).toMatchObject({ target: "input", corruption: { amount: 0.2 } });
    expect(own.data).toMatchObject({
      train: [{ x: [1, 2], y: 0 }, { x: [2, 1], y: 1 }], // prettier-ignore
      target: "input",
      corruption: { type: "gaussian", amount: 0.2 },
    });
    expect(output(own)?.units).toBe(2);
  });

  it("learns the labels again, with the task and the outputs that they need", () => {
    const back = (spec: TrainingSpec) => withTarget(autoencoder(spec), "label", catalog);

    expect(back(defaultSpec())).toEqual(defaultSpec());
    expect(back(defaultSpec("regression"))).toEqual(defaultSpec("regression"));
    const digits = back(withGenerator(defaultSpec(), "digits8"));
    expect(digits.training.loss).toBe("crossEntropy");
    expect(output(digits)).toMatchObject({ units: 10, activation: "softmax" });
    const lesions = back(withGenerator(defaultSpec(), "lesions16"));
    expect(lesions.training.loss).toBe("binaryCrossEntropy");
    expect(output(lesions)).toMatchObject({ units: 256, activation: "sigmoid" });
  });

  it("learns whole numbers of own points as classes, other numbers as values", () => {
    const own = (...labels: readonly number[]) =>
      withTarget(
        autoencoder(withOwnPoints(defaultSpec(), { train: labels.map((y) => ({ x: [0, y], y })), test: [] })),
        "label",
        catalog,
      );

    expect([own(0, 2).task, output(own(0, 2))?.units]).toEqual(["classification", 3]);
    expect([own(0, 0.5).task, output(own(0, 0.5))?.units]).toEqual(["regression", 1]);
  });

  it("ends with the choice of another task", () => {
    const spec = withTask(autoencoder(defaultSpec()), "classification");
    expect(spec.data.target).toBeUndefined();
    expect(output(spec)).toEqual(output(defaultSpec()));
  });

  it("stays in the address, with its corruption", () => {
    const spec = withCorruptionAmount(withCorruptionType(autoencoder(defaultSpec()), "flip", catalog), 0.3);
    const address = encodeAddress({ spec, view: DEFAULT_VIEW, unknown: [] });
    expect(decodeAddress(address).spec).toEqual(spec);
  });
});

describe("The corruption", () => {
  it("keeps an amount that the new type can have", () => {
    const noisy = withCorruptionAmount(withCorruptionType(defaultSpec(), "gaussian", catalog), 3);
    const masked = withCorruptionType(noisy, "masking", catalog);

    expect(masked.data.corruption).toEqual({ type: "masking", amount: 0.2 });
    expect(amountRange("masking", catalog)?.maximum).toBe(1);
    expect(amountRange("gaussian", catalog)?.maximum).toBe(10);
    expect(withCorruptionType(masked, "none", catalog)).toEqual(defaultSpec());
  });

  it("adds noise, masks or flips about as many numbers as its amount says", () => {
    const x = Array.from({ length: 10_000 }, () => 1);
    const error = (type: string, amount: number) =>
      meanSquaredDifference([disturbed(x, { type, amount }, seededRandom(3))], [x]);

    expect(error("gaussian", 0.5)).toBeCloseTo(0.25, 1);
    expect(error("masking", 0.2)).toBeCloseTo(0.2, 1);
    expect(error("flip", 0.3)).toBeCloseTo(0.3, 1);
    expect(error("none", 0)).toBe(0);
  });
});
