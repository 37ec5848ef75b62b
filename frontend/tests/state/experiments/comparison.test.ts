import { beforeEach, describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import { withActivation, withLearningRate } from "../../../src/model/spec/edit-spec";
import type { TrainingSpec } from "../../../src/model/spec/spec";
import { Comparison } from "../../../src/state/compare/comparison";
import { FakeClock, pendingAnswers } from "../fakes";
import { ManyJobsServer } from "./many-jobs-server";

const SPEC = decodeAddress("").spec;
const RELU = withActivation(SPEC, "relu");

let server: ManyJobsServer;
let clock: FakeClock;
let comparison: Comparison;

beforeEach(() => {
  server = new ManyJobsServer();
  clock = new FakeClock();
  comparison = new Comparison(server, clock);
});

async function opened(...specs: readonly TrainingSpec[]): Promise<void> {
  comparison.open(specs);
  await pendingAnswers();
  server.requests.length = 0;
}

function job(at: number) {
  const found = comparison.jobs.value[at];
  if (!found) throw new Error(`There is no job ${String(at)}.`);
  return found;
}

describe("A comparison", () => {
  it("opens a job for each network and one stream for all", async () => {
    comparison.open([SPEC, RELU, SPEC, RELU]);
    await pendingAnswers();
    expect(server.specs).toEqual([SPEC, RELU, SPEC, RELU]);
    expect(server.openStreams).toBe(1);
    expect(server.requests).toContain("stream job-1 job-2 job-3 job-4");
  });

  it("gives each frame to its job", async () => {
    await opened(SPEC, RELU);
    server.trains("job-2", 1, [0.5, 0.4]);
    expect([job(0), job(1)].map(({ curve }) => curve.value.train)).toEqual([[], [0.5, 0.4]]);
  });

  it("fetches the epochs that the stream has not shown", async () => {
    await opened(SPEC, RELU);
    server.trains("job-1", 9, [0.9]);
    await pendingAnswers();
    expect(server.requests).toEqual(["history -1"]);
    expect(job(0).curve.value.length).toBe(10);
  });

  it("plays, steps and resets all together", async () => {
    await opened(SPEC, RELU);
    await comparison.play();
    expect(comparison.playing.value).toBe(true);
    await comparison.step();
    await comparison.reset();
    expect(server.requests).toEqual(
      ["play", "step 1", "reset"].flatMap((name) => [`${name} job-1`, `${name} job-2`]),
    );
  });

  it("brings all to the same epoch when it pauses, but not one that cannot go on", async () => {
    await opened(SPEC, RELU, SPEC);
    await comparison.play();
    server.trains("job-1", 40);
    server.trains("job-2", 37);
    server.trains("job-3", 12);
    server.jobs.set("job-3", { id: "job-3", run: 1, state: "paused", epoch: 12, stopReason: "diverged" });
    server.requests.length = 0;
    const paused = comparison.pause();
    expect([comparison.playing.value, comparison.busy.value]).toEqual([false, true]);
    await paused;
    expect(comparison.busy.value).toBe(false);
    expect(server.requests).toEqual(["pause job-1", "pause job-2", "pause job-3", "step 3 job-2"]);
    expect(comparison.playing.value).toBe(false);
  });

  it("does not catch up if it is played again meanwhile", async () => {
    await opened(SPEC, RELU);
    server.trains("job-1", 5);
    void comparison.pause();
    void comparison.play();
    await pendingAnswers();
    expect(server.requestCount("step")).toBe(0);
    expect(comparison.playing.value).toBe(true);
  });

  it("starts all again when one is changed, and trains on if it was training", async () => {
    await opened(SPEC, RELU);
    await comparison.play();
    server.requests.length = 0;
    const { key } = job(1);
    comparison.change(job(1), withLearningRate(RELU, 1));
    await pendingAnswers();
    expect(job(1).key).toBe(key);
    expect(server.requests.toSorted()).toEqual(
      [
        "create",
        "samples job-3",
        "close job-2",
        "reset job-1",
        "play job-1",
        "play job-3",
        "stream job-1 job-3",
      ].toSorted(),
    );
    expect(server.openStreams).toBe(1);
  });

  it("puts a copy beside its original, up to four networks", async () => {
    await opened(SPEC, RELU);
    const copies = [comparison.duplicate(job(0)), comparison.duplicate(job(0)), comparison.duplicate(job(0))];
    await pendingAnswers();
    expect(comparison.jobs.value.map(({ spec }) => spec)).toEqual([SPEC, SPEC, SPEC, RELU]);
    expect(copies.map((key) => key === undefined)).toEqual([false, false, true]);
  });

  it("removes networks down to two, and deletes their jobs", async () => {
    await opened(SPEC, RELU, SPEC);
    comparison.remove(job(0));
    comparison.remove(job(0));
    await pendingAnswers();
    expect(comparison.jobs.value.map(({ spec }) => spec)).toEqual([RELU, SPEC]);
    expect(server.requests).toEqual(["close job-1", "stream job-2 job-3"]);
  });

  it("opens all jobs again if the server has lost one", async () => {
    await opened(SPEC, RELU);
    server.listener?.ended("gone");
    await pendingAnswers();
    expect(server.requests).toContain("stream job-3 job-4");
    expect(server.openStreams).toBe(1);
  });

  it("deletes its jobs when the page is left, also those that are being created", async () => {
    await opened(SPEC);
    comparison.duplicate(job(0));
    comparison.close();
    await pendingAnswers();
    expect(server.requests.filter((each) => each.startsWith("close"))).toEqual(["close job-1"]);
    expect(server.requestCount("create")).toBe(0);
    expect(server.openStreams).toBe(0);
  });

  it("shows why the server refuses a network", async () => {
    server.failures.push({ type: "refused", problem: { title: "The request is invalid.", errors: [] } });
    comparison.open([SPEC, RELU]);
    await pendingAnswers();
    expect([job(0), job(1)].map(({ failed }) => failed.value?.type)).toEqual(["refused", undefined]);
    expect(server.requests).toContain("stream job-1");
  });
});
