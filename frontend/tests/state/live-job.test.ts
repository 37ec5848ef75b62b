import { beforeEach, describe, expect, it } from "vitest";
import { decodeAddress } from "../../src/model/address";
import {
  withActivation,
  withBatchSize,
  withData,
  withLayerAdded,
  withLayerRemoved,
} from "../../src/model/edit-spec";
import { LiveJob } from "../../src/state/live-job";
import { PageActions } from "../../src/state/page-actions";
import { createStore, type Store } from "../../src/state/store";
import { answers, FakeClock, FakeServer } from "./fakes";

let clock: FakeClock;
let server: FakeServer;
let store: Store;
let job: LiveJob;
let actions: PageActions;

beforeEach(async () => {
  clock = new FakeClock();
  server = new FakeServer();
  store = createStore(decodeAddress(""));
  job = new LiveJob(server, clock, store);
  actions = new PageActions(store, job, clock, () => 4711);
  job.start();
  await answers();
});

const losses = (fromEpoch: number, ...train: number[]) => ({ fromEpoch, train, test: train });

describe("the page's job", () => {
  it("is one, with one stream and its samples", () => {
    expect(server.diary).toEqual(["create", "stream job-1", "samples job-1"]);
    expect(store.connection.value).toEqual({ type: "live" });
    expect(server.openStreams).toBe(1);
  });

  it("keeps its stream until the frame of what was asked has come, and lets it rest then", async () => {
    await clock.pass(20_000);
    expect(server.openStreams).toBe(1);
    server.send({});
    await clock.pass(5000);
    expect(server.openStreams).toBe(0);
    actions.step("epoch");
    await answers();
    server.known = { ...server.known, epoch: 1 };
    server.listener?.state(server.known);
    await clock.pass(20_000);
    expect(server.openStreams).toBe(1);
    server.send({ epoch: 1 });
    await clock.pass(5000);
    expect(server.openStreams).toBe(0);
  });

  it("shows play at once and the server's answer when it comes", async () => {
    actions.togglePlay();
    expect(store.playing.value).toBe(true);
    await answers();
    expect(store.intent.value).toBeUndefined();
    expect(store.playing.value).toBe(true);
    actions.togglePlay();
    expect(store.playing.value).toBe(false);
  });

  it("takes play back where the server refuses it", async () => {
    server.mishaps.push({ type: "refused", problem: { title: "Not now", errors: [] } });
    actions.togglePlay();
    await answers();
    expect(store.playing.value).toBe(false);
    expect(store.notice.value).toEqual({ type: "refused", detail: "Not now" });
  });

  it("remembers play that was pressed before there was a job", async () => {
    store = createStore(decodeAddress(""));
    server = new FakeServer();
    job = new LiveJob(server, clock, store);
    actions = new PageActions(store, job, clock, () => 4711);
    server.mishaps.push({ type: "unreachable" }, { type: "busy", retryAfterSeconds: 2 });
    job.start();
    actions.togglePlay();
    await clock.pass(1000);
    expect(store.playing.value).toBe(true);
    await clock.pass(3000);
    expect(server.diary.at(-1)).toBe("play job-1");
    expect(store.intent.value).toBeUndefined();
    expect(store.playing.value).toBe(true);
  });

  it("remembers play that the server did not hear", async () => {
    server.mishaps.push({ type: "unreachable" });
    actions.togglePlay();
    await clock.pass(100);
    expect(store.playing.value).toBe(true);
    await clock.pass(1000);
    expect(server.asked("play")).toBe(2);
    expect(store.intent.value).toBeUndefined();
    expect(store.playing.value).toBe(true);
  });

  it("asks what is true where epochs pass although it is said to be paused", async () => {
    server.known = { ...server.known, state: "running" };
    for (let epoch = 0; epoch < 5; epoch++) server.send({ epoch });
    expect(server.asked("job job-1")).toBe(1);
    await answers();
    expect(store.playing.value).toBe(true);
  });

  it("takes another pace and a stop in mid-training", async () => {
    actions.changeSpeed(120);
    await answers();
    expect(server.diary.at(-1)).toBe('change {"pace":{"epochsPerSecond":120}}');
    actions.stopWhen({ epochs: 500 });
    await clock.pass(300);
    expect(server.diary.at(-1)).toBe('change {"stop":{"epochs":500}}');
    expect(server.asked("put")).toBe(0);
  });

  it("adds up steps that are pressed faster than they are answered, and pauses first", async () => {
    actions.togglePlay();
    await answers();
    actions.step();
    actions.step();
    actions.step();
    await answers();
    expect(server.diary.slice(-2)).toEqual(["pause job-1", "step 3 epoch job-1"]);
  });
});

describe("a new spec", () => {
  it("goes to the same job at most five times a second, the last one always", async () => {
    for (let percent = 1; percent <= 60; percent++) {
      actions.edit((spec) => withData(spec, { noise: percent / 100 }));
      await clock.pass(16);
    }
    await clock.pass(1000);
    expect(server.asked("put")).toBeLessThanOrEqual(6);
    expect(server.asked("put")).toBeGreaterThanOrEqual(4);
    expect(server.specs.at(-1)?.data).toMatchObject({ noise: 0.6 });
    expect(server.asked("create")).toBe(1);
    expect(server.asked("stream")).toBe(1);
    expect(store.spec.value.data).toMatchObject({ noise: 0.6 });
  });

  it("shows epoch 0 and no losses at once, and drops late frames of the run before", async () => {
    server.send({ epoch: 5, losses: losses(0, 5, 4, 3, 2, 1, 0.5) });
    expect(store.curve.value.length).toBe(6);
    actions.edit((spec) => withActivation(spec, "relu"));
    expect(store.frame.value).toMatchObject({ epoch: 0 });
    expect(store.curve.value.length).toBe(0);
    server.listener?.frame({ run: 1, epoch: 6, losses: losses(6, 0.4) });
    expect(store.frame.value?.epoch).toBe(0);
    await answers();
    server.send({ epoch: 1, losses: losses(0, 9, 8) });
    expect(store.curve.value.train).toEqual([9, 8]);
  });

  it("is sent before the play that follows it", async () => {
    actions.edit(withLayerAdded);
    actions.edit(withLayerRemoved);
    actions.edit(withLayerAdded);
    actions.togglePlay();
    await clock.pass(500);
    expect(server.diary.slice(-1)).toEqual(["play job-1"]);
    expect(server.specs.at(-1)?.network.layers).toHaveLength(4);
  });

  it("keeps the parameters only where nothing but the data changed", async () => {
    actions.regenerateData();
    await clock.pass(300);
    expect(server.diary).toContain("put keeping");
    expect(store.spec.value.data).toMatchObject({ seed: 4711 });
    actions.regenerateData();
    actions.edit((spec) => withActivation(spec, "relu"));
    await clock.pass(300);
    expect(server.asked("put keeping")).toBe(1);
  });

  it("is not sent for a learning rate: that one changes in mid-training", async () => {
    actions.togglePlay();
    await answers();
    actions.changeLearningRate(0.1);
    await answers();
    expect(server.diary.at(-1)).toBe('change {"learningRate":0.1}');
    expect(store.playing.value).toBe(true);
  });

  it("that is refused shows why at its control, and is tried again once it changes", async () => {
    const errors = [{ pointer: "/training/batchSize", detail: "must be at most 4096" }];
    server.mishaps.push({ type: "refused", problem: { title: "Invalid", errors } });
    actions.edit((spec) => withBatchSize(spec, 9999));
    await answers();
    expect(store.fieldErrors.value.get("batchSize")).toBe("must be at most 4096");
    server.listener?.state(server.known);
    expect(store.spec.value.training.batchSize).toBe(9999);
    actions.edit((spec) => withBatchSize(spec, 20));
    await clock.pass(300);
    expect(store.fieldErrors.value.size).toBe(0);
    expect(server.specs.at(-1)?.training.batchSize).toBe(20);
  });
});

describe("a reset", () => {
  it("to new weights takes the seeds that the server drew", async () => {
    const drawn = { ...store.spec.value, training: { ...store.spec.value.training, seed: 99 } };
    actions.reset("new");
    await answers();
    server.listener?.state({ ...server.known, spec: drawn });
    expect(store.spec.value.training.seed).toBe(99);
  });
});

describe("a lost server", () => {
  it("is shown, and the stream goes on from where it stopped", async () => {
    server.listener?.eventId("e7");
    server.listener?.ended("lost");
    expect(store.connection.value).toEqual({ type: "lost" });
    await clock.pass(600);
    expect(store.connection.value).toEqual({ type: "live" });
    expect(server.resumedFrom).toEqual([undefined, "e7"]);
    expect(server.asked("create")).toBe(1);
  });

  it("is asked less and less often, and at once when the network is back", async () => {
    server.openStream = (jobId, _, listener) => {
      server.diary.push(`stream ${jobId}`);
      queueMicrotask(() => {
        listener.ended("lost");
      });
      return () => undefined;
    };
    server.listener?.ended("lost");
    await clock.pass(60_000);
    const tries = server.asked("stream");
    expect(tries).toBeGreaterThan(6);
    expect(tries).toBeLessThan(20);
    job.stream.retryNow();
    expect(server.asked("stream")).toBe(tries + 1);
  });

  it("gets the spec that it missed", async () => {
    server.mishaps.push({ type: "unreachable" });
    actions.edit((spec) => withActivation(spec, "sigmoid"));
    await answers();
    expect(store.connection.value).toEqual({ type: "lost" });
    await clock.pass(1500);
    expect(server.specs.at(-1)?.network.layers[0]?.activation).toBe("sigmoid");
    expect(store.spec.value.network.layers[0]?.activation).toBe("sigmoid");
  });
});

describe("a job that the server no longer has", () => {
  it("is made anew from its spec, says so, and goes on playing", async () => {
    actions.edit((spec) => withActivation(spec, "relu"));
    await clock.pass(300);
    actions.togglePlay();
    await answers();
    server.listener?.ended("gone");
    await answers();
    expect(server.asked("create")).toBe(2);
    expect(server.specs.at(-1)?.network.layers[0]?.activation).toBe("relu");
    expect(store.notice.value).toEqual({ type: "newJob" });
    expect(server.diary.at(-1)).toBe("play job-2");
    expect(server.openStreams).toBe(1);
  });

  it("is also one that has expired, or that answers a command with gone", async () => {
    server.listener?.state({ ...server.known, state: "cancelled", stopReason: "expired" });
    await answers();
    expect(store.job.value?.id).toBe("job-2");
    server.mishaps.push({ type: "gone" });
    actions.step();
    await answers();
    expect(store.job.value?.id).toBe("job-3");
  });
});

describe("frames", () => {
  it("leave no gap: what passed before the stream was open comes from the history", async () => {
    server.send({ epoch: 9, losses: losses(9, 9) });
    await answers();
    expect(server.diary).toContain("history -1");
    expect(store.curve.value.train).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    server.send({ epoch: 10, losses: losses(10, 10) });
    expect(store.curve.value.length).toBe(11);
  });
});
