import { describe, expect, it } from "vitest";
import {
  classesOfDataset,
  MAX_INLINE_ROWS,
  tableToUpload,
  withDataset,
  type Dataset,
} from "../../../src/model/data/dataset";
import { scaled, scalesOf } from "../../../src/model/data/scaling";
import { readSpec } from "../../../src/model/spec/read-spec";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { withScale, withSplit, withTask } from "../../../src/model/spec/edit-spec";
import { columnCount, dataSeed, hasSamples, sameSpec } from "../../../src/model/spec/spec";
import { decodeAddress, encodeAddress } from "../../../src/model/address/address";

const CATS: Dataset = {
  id: "d1500x4c3_abcdefghijklmnopqrstuv",
  columns: ["a", "b", "c", "d"],
  label: "kind",
  classes: ["cat", "dog", "owl"],
  samples: 1500,
};

const rows = (count: number, row = "1,2,0") => Array<string>(count).fill(row).join("\n");

describe("A long table", () => {
  it("is uploaded, with names of the columns", () => {
    expect(tableToUpload(rows(MAX_INLINE_ROWS))).toBeUndefined();
    expect(tableToUpload(`a,b,y\n${rows(MAX_INLINE_ROWS)}`)).toBeUndefined();
    const long = rows(MAX_INLINE_ROWS + 1);
    expect(tableToUpload(long)).toBe(`x1,x2,y\n${long}`);
    expect(tableToUpload(`a,b,kind\n${long}`)).toBe(`a,b,kind\n${long}`);
  });

  it("stays in the spec if its rows name their sets", () => {
    expect(tableToUpload(`set,x1,x2,y\n${rows(2000, "train,1,2,0")}`)).toBeUndefined();
    expect(tableToUpload(rows(2000, "test,1,2,0"))).toBeUndefined();
  });
});

describe("A spec with a dataset", () => {
  it("has the columns and classes of the dataset", () => {
    const spec = withDataset(defaultSpec(), CATS);
    expect(columnCount(spec)).toBe(4);
    expect(spec.features).toEqual(["x1", "x2", "x3", "x4"]);
    expect(spec.network.layers.at(-1)?.units).toBe(3);
    expect(hasSamples(spec)).toBe(true);
    expect(dataSeed(spec)).toBe(defaultSpec().training.seed);
    expect(withSplit(spec, { trainFraction: 0.8 }).data).toMatchObject({ trainFraction: 0.8 });
  });

  it("has the task that the labels allow", () => {
    const values = { ...CATS, id: "d1500x4v_abcdefghijklmnopqrstuv", classes: [] };
    const numbers = { ...CATS, classes: ["1", "2", "3"] };
    const regression = withTask(defaultSpec(), "regression");
    expect(withDataset(defaultSpec(), values).task).toBe("regression");
    expect(withDataset(regression, CATS).task).toBe("classification");
    expect(withDataset(regression, numbers).task).toBe("regression");
    const ofUnitInterval = "d9x4c2u_abcdefghijklmnopqrstuv";
    expect([CATS.id, values.id, ofUnitInterval].map(classesOfDataset)).toEqual([3, undefined, 2]);
  });

  it("survives in an address and in the server's JSON", () => {
    const spec = withScale(withDataset(defaultSpec(), CATS), true);
    const opened = decodeAddress("");
    expect(decodeAddress(encodeAddress({ ...opened, spec })).spec).toEqual(spec);
    expect(sameSpec(readSpec(JSON.parse(JSON.stringify(spec))), spec)).toBe(true);
    expect(readSpec({ data: { source: "uploaded", dataset: CATS.id } })?.data).not.toHaveProperty(
      "generator",
    );
  });
});

describe("Scaled columns", () => {
  it("have the mean and standard deviation of the train set, as NumPy's", () => {
    const train = [1, 2, 4, 10].map((x) => ({ x: [x, 0.1], y: 0 }));
    const { data } = withScale(defaultSpec(), true);
    const scales = scalesOf(data, train);
    expect(scales?.[0]?.mean).toBe(4.25);
    expect(scales?.[0]?.deviation).toBeCloseTo(3.491060010942235, 14);
    expect(scaled(1, scales?.[0])).toBeCloseTo(-0.9309493362512627, 14);
    expect(scaled(0.1, scales?.[1])).toBe(0);
    expect(scalesOf(defaultSpec().data, train)).toBeUndefined();
    expect(withScale(withScale(defaultSpec(), true), false)).toEqual(defaultSpec());
  });
});
