import { describe, expect, it } from "vitest";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { withClusters, withTask } from "../../../src/model/spec/edit-spec";
import { readPointsTable, writePointsTable } from "../../../src/model/data/points-table";

const PLANE = defaultSpec();

describe("A table of points", () => {
  it("is read with or without headings and sets, with the usual separators", () => {
    expect(readPointsTable("x1,x2,y\n1,2,0\r\n-1;3;1\n\n", PLANE)).toEqual({
      train: [{ x: [1, 2], y: 0 }, { x: [-1, 3], y: 1 }], // prettier-ignore
      test: [],
    });
    const sets = "set\tx1\tx2\ty\ntrain\t1\t2\t-1\ntest\t3\t4\t1";
    expect(readPointsTable(sets, PLANE)).toEqual({
      train: [{ x: [1, 2], y: 0 }],
      test: [{ x: [3, 4], y: 1 }],
    });
    const long = Array.from({ length: 20 }, (_, at) => `${String(at)},0,0.5`).join("\n");
    const read = readPointsTable(long, withTask(PLANE, "regression"));
    expect("train" in read && [read.train.length, read.test.length]).toEqual([10, 10]);
  });

  it("is read back as it was written", () => {
    const samples = { train: [{ x: [1, 2.5], y: 3 }], test: [{ x: [-1, 0], y: 0 }] };
    expect(readPointsTable(writePointsTable(samples, 2), PLANE)).toEqual(samples);
  });

  it("has as many columns as the data, also a single one", () => {
    const four = { train: [{ x: [1, 2, 3, 4], y: 2 }], test: [{ x: [5, 6, 7, 8], y: 0 }] };
    const table = writePointsTable(four, 4);
    expect(table).toBe("set,x1,x2,x3,x4,y\ntrain,1,2,3,4,2\ntest,5,6,7,8,0");
    expect(readPointsTable(table, withClusters(PLANE, { dimensions: 4 }))).toEqual(four);
    const one = { train: [{ x: [1], y: 0 }, { x: [2], y: 1 }], test: [] }; // prettier-ignore
    const line = { ...PLANE, data: { source: "inline", ...one } } as const;
    expect(readPointsTable(writePointsTable(one, 1), line)).toEqual(one);
    expect(readPointsTable("1,2,3,0\n1,2,0", PLANE)).toEqual({ line: 2, type: "columns", found: "3" });
  });

  it("is rejected with the first wrong line and the reason", () => {
    const error = (table: string) => readPointsTable(table, PLANE);
    expect(error("1,2,0\n1,2")).toEqual({ line: 2, type: "columns", found: "2" });
    expect(error("1,2")).toEqual({ line: 1, type: "columns", found: "2" });
    expect(error("x1,x2,y\n1,two,0")).toEqual({ line: 2, type: "number", found: "two" });
    expect(error("1,2,0\n1,2,0.5")).toEqual({ line: 2, type: "label", found: "0.5" });
    expect(error("1,2,12")).toEqual({ line: 1, type: "label", found: "12" });
    expect(error("train,1,2,0\nexam,1,2,0")).toEqual({ line: 2, type: "set", found: "exam" });
    expect(error("nothing")).toEqual({ line: 1, type: "empty", found: "" });
  });
});
