import { describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import { keptJobFor, keptJobsOf, withKeptJob, withoutKeptJob } from "../../../src/model/address/kept-jobs";

const job = (id: string, address: string) => ({ id, controlToken: `token of ${id}`, address });
const JOBS = [
  job("a", "dataset=xor"),
  job("b", "dataset=gauss&speed=10"),
  job("c", "dataset=xor&lang=zh-CN"),
];

describe("The jobs that the pages of a tab have left", () => {
  it("are found by their specs, the latest first, whatever the view was", () => {
    expect(keptJobFor(JOBS, decodeAddress("dataset=xor&discretize=true").spec)?.id).toBe("c");
    expect(keptJobFor(JOBS, decodeAddress("dataset=gauss").spec)?.id).toBe("b");
    expect(keptJobFor(JOBS, decodeAddress("dataset=spiral").spec)).toBeUndefined();
  });

  it("are at most five, each once", () => {
    const many = ["a", "b", "c", "d", "e", "a", "f"].reduce(
      (jobs, id) => withKeptJob(jobs, job(id, "")),
      keptJobsOf(null),
    );
    expect(many.map(({ id }) => id)).toEqual(["c", "d", "e", "a", "f"]);
    expect(withoutKeptJob(many, "d").map(({ id }) => id)).toEqual(["c", "e", "a", "f"]);
  });

  it("are read from what was written, and damaged text contains none", () => {
    expect(keptJobsOf(JSON.stringify(JOBS))).toEqual(JOBS);
    expect(keptJobsOf(JSON.stringify([{ id: 1 }, null, ...JOBS]))).toEqual(JOBS);
    expect(keptJobsOf("{")).toEqual([]);
    expect(keptJobsOf('{"id":"a"}')).toEqual([]);
  });
});
