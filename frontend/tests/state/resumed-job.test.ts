import { beforeEach, describe, expect, it } from "vitest";
import { decodeAddress } from "../../src/model/address/address";
import { withActivation } from "../../src/model/spec/edit-spec";
import { FakeServer } from "./fakes";
import { openPage } from "./opened-page";

const ADDRESS = "dataset=xor&networkShape=3";
const KEPT = { id: "job-7", controlToken: "kept token", address: ADDRESS };

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  const { spec } = decodeAddress(ADDRESS);
  server.current = {
    id: "job-7",
    state: "running",
    run: 4,
    epoch: 1528,
    spec,
    pace: { epochsPerSecond: 60 },
    stop: {},
  };
});

describe("The job that the previous page has left", () => {
  it("is continued: its state, its frames and its samples", async () => {
    const { store, job } = await openPage(ADDRESS, server, KEPT);
    expect(server.requests).toEqual(["job job-7", "stream job-7", "samples job-7"]);
    expect(store.playing.value).toBe(true);
    expect(job.own).toMatchObject({ job: { id: "job-7" }, controlToken: "kept token" });
    server.send({ epoch: 1530, losses: { fromEpoch: 1530, train: [0.1], test: [0.1] } });
    expect(store.frame.value?.epoch).toBe(1530);
    expect(store.notice.value).toBeUndefined();
  });

  it("is waited for while the server cannot be reached", async () => {
    server.failures.push({ type: "unreachable" }, { type: "busy", retryAfterSeconds: 2 });
    const { clock, store } = await openPage(ADDRESS, server, KEPT);
    expect(store.connection.value).toEqual({ type: "lost" });
    await clock.advance(5000);
    expect(server.requestCount("create")).toBe(0);
    expect(server.requestCount("stream job-7")).toBe(1);
  });

  it("gets the pace and the stop conditions of the address if they differ", async () => {
    await openPage(`${ADDRESS}&speed=10&stopEpochs=2000`, server, KEPT);
    expect(server.requests.at(-1)).toBe('change {"pace":{"epochsPerSecond":10},"stop":{"epochs":2000}}');
  });

  it.each([
    ["does not exist", () => server.failures.push({ type: "gone" })],
    ["has ended", () => (server.current = { ...server.current, state: "cancelled" })],
  ])("is replaced by a new one if it %s, and a notice says so", async (_, end) => {
    end();
    const { store } = await openPage(ADDRESS, server, KEPT);
    expect(server.requestCount("create")).toBe(1);
    expect(store.notice.value).toEqual({ type: "newJob" });
    expect(store.playing.value).toBe(false);
  });

  it("is replaced by a new one if it trains something else by now", async () => {
    const { spec = decodeAddress("").spec } = server.current;
    server.current = { ...server.current, spec: withActivation(spec, "relu") };
    const { store } = await openPage(ADDRESS, server, KEPT);
    expect(server.requestCount("create")).toBe(1);
    expect(store.spec.value.network.layers[0]?.activation).toBe("tanh");
  });
});
