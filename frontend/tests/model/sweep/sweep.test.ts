import { describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import { withSetting } from "../../../src/model/experiment/setting";
import { BUILT_IN_CATALOG as CATALOG } from "../../../src/model/spec/built-in-catalog";
import { axisNames, axisOf, meaningOf, sweepAxis } from "../../../src/model/sweep/axis-choice";
import { ownSweep, READY_SWEEPS, readySweep } from "../../../src/model/sweep/ready-sweeps";
import { combinations, indicesOf } from "../../../src/model/sweep/sweep";
import { spreadOf } from "../../../src/model/sweep/spread";

const SPEC = decodeAddress("dataset=spiral&networkShape=4,2").spec;

describe("An axis", () => {
  it.each(axisNames(SPEC, []))("of %s is sent as a pointer with values, and read back", (name) => {
    const choice = axisOf(SPEC, name, CATALOG);
    const meaning = meaningOf(SPEC, sweepAxis(SPEC, choice, CATALOG));
    expect(choice.type === "setting" && choice.values.length).toBeGreaterThan(1);
    expect(meaning).toEqual(choice);
  });

  it("replaces one field only, so the learning rate is no axis beside the optimizer", () => {
    const optimizer = axisOf(SPEC, "optimizer", CATALOG);
    expect(axisNames(SPEC, [optimizer])).not.toContain("learningRate");
    expect(axisNames(SPEC, [axisOf(SPEC, "activation", CATALOG)])).not.toContain("hiddenLayers");
    expect(axisNames(SPEC, [optimizer])).toContain("batchSize");
  });

  it("has the values around the present one", () => {
    const fast = withSetting(SPEC, "learningRate", 10, CATALOG);
    expect(axisOf(SPEC, "learningRate", CATALOG)).toMatchObject({ values: [0.003, 0.01, 0.03, 0.1, 0.3] });
    expect(axisOf(fast, "learningRate", CATALOG)).toMatchObject({ values: [0.1, 0.3, 1, 3, 10] });
  });

  it("of another client is shown by its pointer", () => {
    const axis = { pointer: "/training/shuffle", values: ["never", "once"] };
    expect(meaningOf(SPEC, axis)).toEqual({ type: "field", ...axis });
    expect(meaningOf(undefined, axis)).toEqual({ type: "field", ...axis });
  });
});

describe("The rows of a sweep", () => {
  it("run through the values of the last axis first", () => {
    const axes = [{ pointer: "/training/batchSize", values: [1, 10] }, { seeds: 3 }];
    const rows = Array.from({ length: combinations(axes) }, (_, row) => indicesOf(axes, row).join(""));
    expect(rows).toEqual(["00", "01", "02", "10", "11", "12"]);
  });
});

describe("A ready-made sweep", () => {
  it.each(READY_SWEEPS)("%s keeps the limits of the server", (name) => {
    const { spec, axes } = readySweep(name);
    const sent = axes.map((axis) => sweepAxis(spec, axis, CATALOG));
    expect(sent.length).toBeLessThanOrEqual(CATALOG.limits.sweepAxes);
    expect(combinations(sent)).toBeLessThanOrEqual(CATALOG.limits.sweepJobs);
  });

  it("trains the playground's network with ten seeds", () => {
    expect(ownSweep(SPEC)).toMatchObject({ spec: SPEC, axes: [{ type: "seeds", count: 10 }] });
  });
});

describe("The spread of losses", () => {
  it("is their median and quartiles, as NumPy computes them", () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ lower: 1.75, median: 2.5, upper: 3.25 });
    expect(spreadOf([7])).toEqual({ lower: 7, median: 7, upper: 7 });
    expect(spreadOf([])).toBeUndefined();
  });
});
