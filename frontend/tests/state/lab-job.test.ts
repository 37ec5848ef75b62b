import { beforeEach, describe, expect, it } from "vitest";
import type { JobLife, JobServer, PartialSpec } from "../../src/model/course/course-server";
import type { OwnJob } from "../../src/model/training/job";
import type { TrainingSpec } from "../../src/model/spec/spec";
import { LabJob } from "../../src/state/labs/lab-job";
import { FakeClock, FakeServer, pendingAnswers } from "./fakes";

const SPEC: PartialSpec = {
  data: { source: "generated", generator: "digits8", seed: 1 },
  network: { layers: [{ units: 10, activation: "softmax" }], initializer: { type: "xavier" } },
  training: { optimizer: { type: "sgd", learningRate: 0.3 }, seed: 1 },
};
const LIFE: JobLife = { stop: { epochs: 80 } };

class FakeJobServer extends FakeServer implements JobServer {
  open(spec: PartialSpec, life?: JobLife) {
    this.requests.push(`open ${JSON.stringify(life)}`);
    return this.createJob(spec as TrainingSpec);
  }

  close({ job }: OwnJob): void {
    this.requests.push(`close ${job.id}`);
  }
}

let server: FakeJobServer;
let clock: FakeClock;
let job: LabJob;

beforeEach(() => {
  server = new FakeJobServer();
  clock = new FakeClock();
  job = new LabJob(server, clock);
});

async function opened(): Promise<void> {
  job.open(SPEC, LIFE);
  await pendingAnswers();
  server.requests.length = 0;
}

describe("The job of a lab", () => {
  it("is opened with its stop condition, followed without a boundary, and deleted when the lab is left", async () => {
    job.open(SPEC, LIFE);
    await pendingAnswers();
    server.send({ epoch: 3, trainLoss: 0.5 });
    expect(job.frame.value?.trainLoss).toBe(0.5);
    job.close();
    await pendingAnswers();
    expect(server.requests).toEqual([
      'open {"stop":{"epochs":80}}',
      "create",
      "stream job-1 without boundary",
      "close job-1",
    ]);
    expect(server.openStreams).toBe(0);
  });

  it("is deleted once a control that was sent is answered, or at once when the page is left", async () => {
    const orders = await Promise.all(
      [true, false].map(async (answersArrive) => {
        const [each, order] = [new FakeJobServer(), [] as string[]];
        const control = each.control.bind(each);
        each.control = async (own, command) => {
          await pendingAnswers();
          order.push("answered");
          return control(own, command);
        };
        each.close = () => order.push("deleted");
        const left = new LabJob(each, clock);
        left.open(SPEC, LIFE);
        left.play();
        await pendingAnswers();
        left.close({ answersArrive });
        await pendingAnswers();
        await pendingAnswers();
        return order;
      }),
    );
    expect(orders).toEqual([
      ["answered", "deleted"],
      ["deleted", "answered"],
    ]);
  });

  it("is opened again with the first request of a reader who comes back, and its last frame stays until then", async () => {
    await opened();
    server.send({ epoch: 80 });
    job.close();
    await pendingAnswers();
    expect(job.frame.value?.epoch).toBe(80);
    job.play();
    await pendingAnswers();
    expect(server.requests.at(-1)).toBe("play job-2");
  });

  it("keeps its spec, which not every event contains", async () => {
    await opened();
    const { id, state, run } = server.current;
    server.listener?.state({ id, state, run, epoch: 1 });
    expect([job.job.value?.epoch, job.job.value?.spec]).toEqual([1, SPEC]);
  });

  it("plays, pauses and restarts in the order of the requests, and trains as soon as play is pressed", async () => {
    await opened();
    job.play();
    expect(job.busy.value).toBe(true);
    job.pause();
    expect(job.busy.value).toBe(false);
    job.reset();
    await pendingAnswers();
    expect(server.requests).toEqual(["play job-1", "pause job-1", "reset job-1"]);
    expect([job.job.value?.run, job.busy.value]).toEqual([2, false]);
  });

  it("ignores frames of the run before", async () => {
    await opened();
    job.reset();
    await pendingAnswers();
    server.send({ run: 1, epoch: 80 });
    expect(job.frame.value).toBeUndefined();
    server.send({ run: 2 });
    expect(job.frame.value?.run).toBe(2);
  });

  it("is played even if that is asked before the server has created it", async () => {
    job.open(SPEC);
    job.play();
    await pendingAnswers();
    expect(server.requests.at(-1)).toBe("play job-1");
    expect(job.busy.value).toBe(true);
  });

  it("is deleted if another one was wanted before the server had created it", async () => {
    job.open(SPEC);
    job.open(SPEC);
    await pendingAnswers();
    expect(server.requests.filter((each) => each.startsWith("close"))).toEqual(["close job-1"]);
    expect(job.job.value?.id).toBe("job-2");
  });
});

describe("A problem of the server", () => {
  it("is shown while the server is busy, and the request repeated", async () => {
    await opened();
    server.failures.push({ type: "busy", retryAfterSeconds: 3 });
    job.play();
    await pendingAnswers();
    expect([job.failed.value?.type, job.busy.value]).toEqual(["busy", true]);
    await clock.advance(3000);
    expect([job.failed.value, server.requests]).toEqual([undefined, ["play job-1", "play job-1"]]);
  });

  it("is shown while the stream is interrupted", async () => {
    await opened();
    server.listener?.ended("lost");
    expect(job.failed.value?.type).toBe("unreachable");
    await clock.advance(500);
    expect([job.failed.value, server.openStreams]).toEqual([undefined, 1]);
  });

  it("is shown if the server refuses the job, which the next request asks for again", async () => {
    server.failures.push({ type: "refused", problem: { title: "Too large", errors: [] } });
    job.open(SPEC, LIFE);
    await pendingAnswers();
    expect(job.failed.value?.type).toBe("refused");
    job.play();
    await pendingAnswers();
    expect([job.failed.value, job.busy.value, job.job.value?.id]).toEqual([undefined, true, "job-1"]);
  });

  it("ends no repetition for a lab that is left", async () => {
    server.failures.push({ type: "busy", retryAfterSeconds: 1 });
    job.open(SPEC, LIFE);
    await pendingAnswers();
    job.close();
    await clock.advance(5000);
    expect(server.requestCount("create")).toBe(1);
    expect(job.failed.value).toBeUndefined();
  });
});

describe("A job that the server has lost", () => {
  it("is replaced at once while it trains", async () => {
    await opened();
    job.play();
    await pendingAnswers();
    server.listener?.ended("gone");
    await pendingAnswers();
    expect(server.requests.slice(1)).toEqual([
      'open {"stop":{"epochs":80}}',
      "create",
      "stream job-2 without boundary",
      "play job-2",
    ]);
  });

  it("is replaced with the next request while it is paused, and its last frame stays until then", async () => {
    await opened();
    server.send({ epoch: 80 });
    server.listener?.ended("gone");
    await pendingAnswers();
    expect([server.requests, job.frame.value?.epoch]).toEqual([[], 80]);
    job.reset();
    await pendingAnswers();
    expect(server.requests.at(-1)).toBe("reset job-2");
  });

  it("is shown with the reason if its training has failed", async () => {
    await opened();
    server.listener?.state({ ...server.current, state: "failed", failure: { title: "Out of memory" } });
    await pendingAnswers();
    expect(job.failed.value).toEqual({ type: "refused", problem: { title: "Out of memory", errors: [] } });
    expect([server.requests, server.openStreams]).toEqual([[], 0]);
  });
});
