import { beforeEach, describe, expect, it } from "vitest";
import { decodeAddress } from "../../src/model/address/address";
import { createStore, type Store } from "../../src/state/store";
import { WatchedJob } from "../../src/state/watched-job";
import { FakeClock, FakeServer } from "./fakes";

let clock: FakeClock;
let server: FakeServer;
let store: Store;

beforeEach(() => {
  clock = new FakeClock();
  server = new FakeServer();
  store = createStore(decodeAddress("job=somebodys"));
  new WatchedJob(server, clock, store, "somebodys").start();
});

const ended = () => ({
  id: "somebodys",
  state: "succeeded" as const,
  run: 1,
  epoch: 7,
  spec: store.spec.value,
});

describe("A watched job that has ended", () => {
  it("is shown by its last frame, and the end of its stream is not a loss", async () => {
    server.listener?.state(ended());
    server.send({ run: 1, epoch: 7, trainLoss: 0.125 });
    server.listener?.ended("lost");
    await clock.advance(120_000);
    expect(store.frame.value?.trainLoss).toBe(0.125);
    expect(store.connection.value).toEqual({ type: "live" });
    expect(server.requestCount("stream")).toBe(1);
    expect(store.notice.value).toBeUndefined();
  });

  it("is asked again for its last frame if that was lost", async () => {
    server.listener?.state(ended());
    server.listener?.ended("lost");
    expect(store.connection.value).toEqual({ type: "lost" });
    await clock.advance(600);
    server.send({ run: 1, epoch: 7 });
    server.listener?.ended("gone");
    await clock.advance(120_000);
    expect(server.requestCount("stream")).toBe(2);
    expect(store.notice.value).toBeUndefined();
  });

  it("is different from a job that does not exist", () => {
    server.listener?.ended("gone");
    expect(store.notice.value).toEqual({ type: "noSuchJob" });
  });
});

describe("A watched job", () => {
  it("shows what its presenter points at until that ends", () => {
    server.listener?.attention({ type: "unit", layer: 0, unit: 2 });
    expect(store.attention.value).toEqual({ type: "unit", layer: 0, unit: 2 });
    server.listener?.attention(undefined);
    expect(store.attention.value).toBeUndefined();
  });
});
