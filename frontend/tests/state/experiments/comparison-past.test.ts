import { beforeEach, describe, expect, it } from "vitest";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { Comparison } from "../../../src/state/compare/comparison";
import { FakeClock, pendingAnswers } from "../fakes";
import { ManyJobsServer } from "./many-jobs-server";

let server: ManyJobsServer;
let clock: FakeClock;
let comparison: Comparison;

/** Two jobs, of which one has trained 100 epochs and the other 30. */
beforeEach(async () => {
  server = new ManyJobsServer();
  clock = new FakeClock();
  comparison = new Comparison(server, clock);
  comparison.open([defaultSpec(), defaultSpec()]);
  await pendingAnswers();
  server.trains("job-1", 100);
  server.trains("job-2", 30);
  await pendingAnswers();
  server.requests.length = 0;
});

function job(at: number) {
  const found = comparison.jobs.value[at];
  if (!found) throw new Error(`There is no job ${String(at)}.`);
  return found;
}

function shownEpochs() {
  return [job(0), job(1)].map(({ past }) => past.frame.value?.epoch);
}

describe("The time line of a comparison", () => {
  it("reaches to the last epoch of the job that is furthest", () => {
    expect([comparison.timeLine.last.value, comparison.timeLine.position.value]).toEqual([100, 100]);
  });

  it("shows every job at an epoch, while their present goes on", async () => {
    comparison.timeLine.show(20);
    await pendingAnswers();
    server.trains("job-1", 101);

    expect(server.requests).toEqual(["frame 20 job-1", "frame 20 job-2"]);
    expect(shownEpochs()).toEqual([20, 20]);
    expect(comparison.timeLine.last.value).toBe(101);
  });

  it("shows the last epoch of a job that has trained fewer", async () => {
    comparison.timeLine.show(20);
    await pendingAnswers();
    comparison.timeLine.show(60);
    await pendingAnswers();

    expect(shownEpochs()).toEqual([60, 30]);
    expect([job(0), job(1)].map(({ past }) => past.isShort.value)).toEqual([false, true]);
    expect(server.requests.at(-1)).toBe("frame 60 job-1");
  });

  it("asks about a job once it has trained as far", async () => {
    comparison.timeLine.show(60);
    server.trains("job-2", 61);
    await pendingAnswers();

    expect(server.requests).toEqual(["frame 60 job-1", "frame 60 job-2"]);
    expect(shownEpochs()).toEqual([60, 60]);
  });

  it("has one request of each job in flight, and then asks for the newest position only", async () => {
    server.holdsPast = true;

    for (const epoch of [28, 27, 26, 25]) comparison.timeLine.show(epoch);
    await server.arrive();
    await server.arrive();

    expect(server.requests).toEqual(["frame 28 job-1", "frame 28 job-2", "frame 25 job-1", "frame 25 job-2"]);
  });

  it("does not ask again for what it has", async () => {
    for (const epoch of [20, 21, 20]) {
      comparison.timeLine.show(epoch);
      await pendingAnswers();
    }

    expect(server.requestCount("frame")).toBe(4);
    expect(shownEpochs()).toEqual([20, 20]);
  });

  it("plays the past of all up to the present", async () => {
    comparison.timeLine.show(80);
    comparison.timeLine.speed.value = 20;
    comparison.timeLine.play("forward");

    await clock.advance(500);
    expect(shownEpochs()).toEqual([90, 30]);
    await clock.advance(1000);
    expect(comparison.timeLine.entered.value).toBe(false);
    expect(shownEpochs()).toEqual([100, 30]);
  });

  it.each(["play", "step", "reset"] as const)("returns to the present before %s", async (request) => {
    comparison.timeLine.show(20);
    await pendingAnswers();

    await comparison[request]();

    expect(comparison.timeLine.entered.value).toBe(false);
    expect(shownEpochs()).toEqual([100, 30]);
  });

  it("stays in the past when training pauses", async () => {
    await comparison.play();
    comparison.timeLine.show(20);

    await comparison.pause();

    expect(comparison.timeLine.position.value).toBe(20);
  });

  it("forgets the past of the run before", async () => {
    comparison.timeLine.show(20);
    await pendingAnswers();
    await comparison.reset();
    server.trains("job-1", 100);
    server.trains("job-2", 100);
    await pendingAnswers();

    comparison.timeLine.show(20);
    await pendingAnswers();

    expect(server.requestCount("frame")).toBe(4);
  });

  it("returns to the present when a network changes, and when only shorter ones are left", async () => {
    comparison.timeLine.show(20);
    comparison.duplicate(job(0));
    expect(comparison.timeLine.entered.value).toBe(false);

    await pendingAnswers();
    server.trains("job-1", 100);
    comparison.timeLine.show(60);
    comparison.remove(job(0));
    expect(comparison.timeLine.entered.value).toBe(false);
  });

  it("says at the job why an epoch is refused, and shows the present", async () => {
    server.pastFailures.push({ type: "refused", problem: { title: "Too far back", errors: [] } });

    comparison.timeLine.show(20);
    await pendingAnswers();

    expect(comparison.timeLine.entered.value).toBe(false);
    expect([job(0), job(1)].map(({ failed }) => failed.value?.type)).toEqual(["refused", undefined]);
  });
});
