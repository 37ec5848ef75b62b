import { describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import { differences } from "../../../src/model/experiment/differences";
import {
  settingChoices,
  settingOf,
  settingsOf,
  withSetting,
  type SettingName,
} from "../../../src/model/experiment/setting";
import { layer } from "../../../src/model/spec/default-spec";
import { BUILT_IN_CATALOG as CATALOG } from "../../../src/model/spec/built-in-catalog";
import { sameSpec, type TrainingSpec } from "../../../src/model/spec/spec";

const SPEC = decodeAddress("dataset=spiral&networkShape=4,2&regularization=L2&regularizationRate=0.01").spec;
const IMAGES: TrainingSpec = {
  ...SPEC,
  network: { ...SPEC.network, layers: [{ ...layer(1, "tanh"), shaped: { type: "convolution" } }] },
};

function namesOf(...specs: readonly TrainingSpec[]): readonly string[] {
  return differences(specs).map((each) => (each.type === "setting" ? each.name : each.pointer));
}

describe("A setting", () => {
  it.each(settingsOf(SPEC))("%s has the value that was chosen, and nothing else is different", (name) => {
    const present = settingOf(SPEC, name);
    const others = settingChoices(SPEC, name, CATALOG).filter((value) => value !== present);
    expect(others.length).toBeGreaterThan(0);
    for (const value of others) {
      const changed = withSetting(SPEC, name, value, CATALOG);
      expect([name, settingOf(changed, name)]).toEqual([name, value]);
      expect(sameSpec(withSetting(changed, name, value, CATALOG), changed)).toBe(true);
      const told = namesOf(SPEC, changed).filter((each) => !ALSO_CHANGED[name]?.includes(each));
      expect([name, value, told]).toEqual([name, value, [name]]);
    }
  });

  it("offers the present value among its choices, numbers in order", () => {
    const odd = withSetting(SPEC, "learningRate", 0.05, CATALOG);
    const choices = settingChoices(odd, "learningRate", CATALOG);
    expect(choices.slice(4, 8)).toEqual([0.01, 0.03, 0.05, 0.1]);
  });

  it("is not offered where it means nothing: layers of images, weights that are given, data that are points", () => {
    expect(settingsOf(IMAGES)).not.toContain("activation");
    expect(settingsOf(IMAGES)).not.toContain("hiddenLayers");
    const given = {
      ...SPEC,
      network: { ...SPEC.network, initializer: { type: "explicit", weights: [], biases: [] } },
    };
    expect(settingsOf(given as TrainingSpec)).not.toContain("weightSeed");
    const points = { ...SPEC, data: { source: "inline", train: [] } };
    expect(settingsOf(points as TrainingSpec)).not.toContain("noise");
  });
});

/** What a choice changes besides, because one goes only with the other. */
const ALSO_CHANGED: Partial<Record<SettingName, readonly string[]>> = {
  optimizer: ["learningRate"],
  loss: ["/network/layers/2/activation", "/network/layers/2/units"],
  generator: ["loss", "/network/layers/2/activation", "/network/layers/2/units"],
};

describe("The differences", () => {
  it("of equal networks are none", () => {
    expect(differences([SPEC, SPEC, { ...SPEC }])).toEqual([]);
  });

  it("of several networks have a value for each", () => {
    const changed = withSetting(withSetting(SPEC, "learningRate", 1, CATALOG), "hiddenLayers", "8", CATALOG);
    expect(differences([SPEC, changed, SPEC])).toEqual([
      { type: "setting", name: "learningRate", values: [0.03, 1, 0.03] },
      { type: "setting", name: "hiddenLayers", values: ["4,2", "8", "4,2"] },
    ]);
  });

  it("name fields without a control by their pointers", () => {
    const shuffled: TrainingSpec = { ...SPEC, training: { ...SPEC.training, shuffle: "everyEpoch" } };
    expect(differences([SPEC, { ...shuffled, features: ["x1"] }])).toEqual([
      { type: "field", pointer: "/features", values: [["x1", "x2"], ["x1"]] },
      { type: "field", pointer: "/training/shuffle", values: ["never", "everyEpoch"] },
    ]);
  });
});
