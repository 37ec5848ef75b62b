import { beforeEach, describe, expect, it } from "vitest";
import {
  withActivation,
  withBatchSize,
  withData,
  withLayerAdded,
  withLayerRemoved,
  withLearningRate,
  withRegularization,
} from "../../src/model/spec/edit-spec";
import { pendingAnswers, FakeServer } from "./fakes";
import { openPage, type OpenedPage } from "./opened-page";

let clock: OpenedPage["clock"];
let server: OpenedPage["server"];
let store: OpenedPage["store"];
let actions: OpenedPage["actions"];

beforeEach(async () => {
  ({ clock, server, store, actions } = await openPage());
});

const losses = (fromEpoch: number, ...train: number[]) => ({ fromEpoch, train, test: train });

describe("The page's job", () => {
  it("is created once, with one stream and its samples", () => {
    expect(server.requests).toEqual(["create", "stream job-1", "samples job-1"]);
    expect(store.connection.value).toEqual({ type: "live" });
    expect(server.openStreams).toBe(1);
  });

  it("keeps its stream until the requested frame has arrived, and closes it then", async () => {
    await clock.advance(20_000);
    expect(server.openStreams).toBe(1);
    server.send({});
    await clock.advance(5000);
    expect(server.openStreams).toBe(0);
    actions.step("epoch");
    await pendingAnswers();
    server.current = { ...server.current, epoch: 1 };
    server.listener?.state(server.current);
    await clock.advance(20_000);
    expect(server.openStreams).toBe(1);
    server.send({ epoch: 1 });
    await clock.advance(5000);
    expect(server.openStreams).toBe(0);
  });

  it("shows play at once and the server's answer when it arrives", async () => {
    actions.togglePlay();
    expect(store.playing.value).toBe(true);
    await pendingAnswers();
    expect(store.intent.value).toBeUndefined();
    expect(store.playing.value).toBe(true);
    actions.togglePlay();
    expect(store.playing.value).toBe(false);
  });

  it("takes back play if the server rejects it", async () => {
    server.failures.push({ type: "refused", problem: { title: "Not now", errors: [] } });
    actions.togglePlay();
    await pendingAnswers();
    expect(store.playing.value).toBe(false);
    expect(store.notice.value).toEqual({ type: "refused", detail: "Not now" });
  });

  it("remembers play that was pressed before the job existed", async () => {
    const troubled = new FakeServer();
    troubled.failures.push({ type: "unreachable" }, { type: "busy", retryAfterSeconds: 2 });
    ({ clock, server, store, actions } = await openPage("", troubled));
    actions.togglePlay();
    await clock.advance(1000);
    expect(store.playing.value).toBe(true);
    await clock.advance(3000);
    expect(server.requests.at(-1)).toBe("play job-1");
    expect(store.intent.value).toBeUndefined();
    expect(store.playing.value).toBe(true);
  });

  it("retries play that did not reach the server", async () => {
    server.failures.push({ type: "unreachable" });
    actions.togglePlay();
    await clock.advance(100);
    expect(store.playing.value).toBe(true);
    await clock.advance(1000);
    expect(server.requestCount("play")).toBe(2);
    expect(store.intent.value).toBeUndefined();
    expect(store.playing.value).toBe(true);
  });

  it("asks for its state if epochs pass although it is known as paused", async () => {
    server.current = { ...server.current, state: "running" };
    for (let epoch = 0; epoch < 5; epoch++) server.send({ epoch });
    expect(server.requestCount("job job-1")).toBe(1);
    await pendingAnswers();
    expect(store.playing.value).toBe(true);
  });

  it("accepts another pace and a stop condition during training", async () => {
    actions.changeSpeed(120);
    await pendingAnswers();
    expect(server.requests.at(-1)).toBe('change {"pace":{"epochsPerSecond":120}}');
    actions.setStopConditions({ epochs: 500 });
    await clock.advance(300);
    expect(server.requests.at(-1)).toBe('change {"stop":{"epochs":500}}');
    expect(server.requestCount("put")).toBe(0);
  });

  it("adds up steps that are pressed faster than they are answered, and pauses first", async () => {
    actions.togglePlay();
    await pendingAnswers();
    actions.step();
    actions.step();
    actions.step();
    await pendingAnswers();
    expect(server.requests.slice(-2)).toEqual(["pause job-1", "step 3 epoch job-1"]);
  });
});

describe("A new spec", () => {
  it("is sent to the same job at most five times a second, the last one always", async () => {
    for (let percent = 1; percent <= 60; percent++) {
      actions.edit((spec) => withData(spec, { noise: percent / 100 }));
      await clock.advance(16);
    }
    await clock.advance(1000);
    expect(server.requestCount("put")).toBeLessThanOrEqual(6);
    expect(server.requestCount("put")).toBeGreaterThanOrEqual(4);
    expect(server.specs.at(-1)?.data).toMatchObject({ noise: 0.6 });
    expect(server.requestCount("create")).toBe(1);
    expect(server.requestCount("stream")).toBe(1);
    expect(store.spec.value.data).toMatchObject({ noise: 0.6 });
  });

  it("has its own samples in the end, even if an earlier answer arrives later", async () => {
    actions.edit((spec) => withData(spec, { noise: 0.1 }));
    actions.edit((spec) => withData(spec, { noise: 0.2 }));
    await clock.advance(1000);
    expect(server.requests.slice(-4)).toEqual(["put", "samples job-1", "put", "samples job-1"]);
  });

  it("shows epoch 0 and no losses at once, and ignores late frames of the previous run", async () => {
    server.send({ epoch: 5, losses: losses(0, 5, 4, 3, 2, 1, 0.5) });
    expect(store.curve.value.length).toBe(6);
    actions.edit((spec) => withActivation(spec, "relu"));
    expect(store.frame.value).toMatchObject({ epoch: 0 });
    expect(store.curve.value.length).toBe(0);
    server.listener?.frame({ run: 1, epoch: 6, losses: losses(6, 0.4) }, "job-1");
    expect(store.frame.value?.epoch).toBe(0);
    await pendingAnswers();
    server.send({ epoch: 1, losses: losses(0, 9, 8) });
    expect(store.curve.value.train).toEqual([9, 8]);
  });

  it("is sent before the play command that follows it", async () => {
    actions.edit(withLayerAdded);
    actions.edit(withLayerRemoved);
    actions.edit(withLayerAdded);
    actions.togglePlay();
    await clock.advance(500);
    expect(server.requests.slice(-1)).toEqual(["play job-1"]);
    expect(server.specs.at(-1)?.network.layers).toHaveLength(4);
  });

  it("keeps the parameters only if nothing but the data changed", async () => {
    actions.regenerateData();
    await clock.advance(300);
    expect(server.requests).toContain("put keeping");
    expect(store.spec.value.data).toMatchObject({ seed: 4711 });
    actions.regenerateData();
    actions.edit((spec) => withActivation(spec, "relu"));
    await clock.advance(300);
    expect(server.requestCount("put keeping")).toBe(1);
  });

  it("is not sent for a learning rate, which can change during training", async () => {
    actions.togglePlay();
    await pendingAnswers();
    actions.edit((spec) => withLearningRate(spec, 0.1));
    await pendingAnswers();
    expect(server.requests.at(-1)).toBe('change {"learningRate":0.1}');
    expect(store.playing.value).toBe(true);
  });

  it("is not sent for a regularization rate or a batch size, but for the kind of regularization", async () => {
    actions.togglePlay();
    await pendingAnswers();
    actions.edit((spec) => withRegularization(spec, { rate: 0.01 }));
    await pendingAnswers();
    expect(server.requests.at(-1)).toBe('change {"regularizationRate":0.01}');
    actions.edit((spec) => withBatchSize(spec, 25));
    await clock.advance(300);
    expect(server.requests.at(-1)).toBe('change {"batchSize":25}');
    expect(store.playing.value).toBe(true);
    actions.edit((spec) => withRegularization(spec, { type: "l2" }));
    await clock.advance(300);
    expect(server.requestCount("put")).toBe(1);
    expect(server.specs.at(-1)?.training).toMatchObject({
      regularization: { type: "l2", rate: 0.01 },
      batchSize: 25,
    });
  });

  it("is not sent for a number that changes while its previous value is in flight; the latest value arrives", async () => {
    let answer: () => void = () => undefined;
    const change = server.change.bind(server);
    server.change = async (own, live) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return change(own, live);
    };
    actions.edit((spec) => withBatchSize(spec, 11));
    await clock.advance(300);
    actions.edit((spec) => withBatchSize(spec, 12));
    answer();
    await clock.advance(300);
    answer();
    await pendingAnswers();
    expect(server.requests.at(-1)).toBe('change {"batchSize":12}');
  });

  it("shows the reason at its control if it is rejected, and is sent again once it changes", async () => {
    const errors = [{ pointer: "/data/noise", detail: "must be at most 0.8" }];
    server.failures.push({ type: "refused", problem: { title: "Invalid", errors } });
    actions.edit((spec) => withData(spec, { noise: 9 }));
    await pendingAnswers();
    expect(store.fieldErrors.value.get("noise")).toBe("must be at most 0.8");
    server.listener?.state(server.current);
    expect(store.spec.value.data).toMatchObject({ noise: 9 });
    actions.edit((spec) => withData(spec, { noise: 0.2 }));
    await clock.advance(300);
    expect(store.fieldErrors.value.size).toBe(0);
    expect(server.specs.at(-1)?.data).toMatchObject({ noise: 0.2 });
  });

  it.each(["unreachable", "refused"] as const)(
    "that was %s restarts the network when a later one arrives, even one that changes only the data",
    async (type) => {
      server.failures.push(
        type === "refused" ? { type, problem: { title: "Invalid", errors: [] } } : { type },
      );
      actions.edit((spec) => withActivation(spec, "relu"));
      await pendingAnswers();
      actions.regenerateData();
      await clock.advance(1500);
      expect(server.requestCount("put keeping")).toBe(0);
      expect(server.specs.at(-1)?.network.layers[0]?.activation).toBe("relu");
      actions.regenerateData();
      actions.edit((spec) => withData(spec, { noise: 0.1 }));
      await clock.advance(1500);
      expect(server.requestCount("put keeping")).toBe(0);
    },
  );
});

describe("A reset", () => {
  it("to new weights takes over the seeds that the server drew", async () => {
    const drawn = { ...store.spec.value, training: { ...store.spec.value.training, seed: 99 } };
    actions.reset("new");
    await pendingAnswers();
    server.listener?.state({ ...server.current, spec: drawn });
    expect(store.spec.value.training.seed).toBe(99);
  });
});

describe("Frames", () => {
  it("leave no gap: epochs before the stream was open come from the history", async () => {
    server.send({ epoch: 9, losses: losses(9, 9) });
    await pendingAnswers();
    expect(server.requests).toContain("history -1");
    expect(store.curve.value.train).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    server.send({ epoch: 10, losses: losses(10, 10) });
    expect(store.curve.value.length).toBe(11);
  });

  it("leave no gap if the history arrives in parts, or another epoch is missed meanwhile", async () => {
    server.send({ epoch: 25, losses: losses(25, 25) });
    while (server.requestCount("history") < 3) await Promise.resolve();
    server.send({ epoch: 36, losses: losses(36, 36) });
    await pendingAnswers();
    expect(server.requestCount("history")).toBe(4);
    expect(store.curve.value.train).toEqual(Array.from({ length: 40 }, (_, epoch) => epoch));
  });
});
