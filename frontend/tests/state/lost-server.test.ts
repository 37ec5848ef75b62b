import { beforeEach, describe, expect, it } from "vitest";
import { withActivation, withData, withLearningRate } from "../../src/model/spec/edit-spec";
import { pendingAnswers } from "./fakes";
import { openPage, type OpenedPage } from "./opened-page";

let clock: OpenedPage["clock"];
let server: OpenedPage["server"];
let store: OpenedPage["store"];
let job: OpenedPage["job"];
let actions: OpenedPage["actions"];

beforeEach(async () => {
  ({ clock, server, store, job, actions } = await openPage());
});

describe("A lost server", () => {
  it("is shown, and the stream continues from its last event", async () => {
    server.listener?.eventId("e7");
    server.listener?.ended("lost");
    expect(store.connection.value).toEqual({ type: "lost" });
    await clock.advance(600);
    expect(store.connection.value).toEqual({ type: "live" });
    expect(server.resumedFrom).toEqual([undefined, "e7"]);
    expect(server.requestCount("create")).toBe(1);
  });

  it("is asked less and less often, and at once when the network is back", async () => {
    server.openStream = (jobIds, _, listener) => {
      server.requests.push(`stream ${jobIds.join(" ")}`);
      queueMicrotask(() => {
        listener.ended("lost");
      });
      return () => undefined;
    };
    server.listener?.ended("lost");
    await clock.advance(60_000);
    const tries = server.requestCount("stream");
    expect(tries).toBeGreaterThan(6);
    expect(tries).toBeLessThan(20);
    job.stream.retryNow();
    expect(server.requestCount("stream")).toBe(tries + 1);
  });

  it("is asked again for samples that did not arrive", async () => {
    server.sampleFailures.push({ type: "unreachable" });
    actions.edit((spec) => withData(spec, { noise: 0.1 }));
    await clock.advance(1000);
    const count = server.requestCount("samples");
    server.listener?.ended("lost");
    await clock.advance(1000);
    expect(server.requestCount("samples")).toBe(count + 1);
  });

  it("receives the spec that it missed, also if a later change arrived first", async () => {
    server.failures.push({ type: "unreachable" });
    actions.edit((spec) => withActivation(spec, "relu"));
    actions.changeSpeed(20);
    await clock.advance(1500);
    expect(server.specs.at(-1)?.network.layers[0]?.activation).toBe("relu");
  });

  it("receives the spec that it missed", async () => {
    server.failures.push({ type: "unreachable" });
    actions.edit((spec) => withActivation(spec, "sigmoid"));
    await pendingAnswers();
    expect(store.connection.value).toEqual({ type: "lost" });
    await clock.advance(1500);
    expect(server.specs.at(-1)?.network.layers[0]?.activation).toBe("sigmoid");
    expect(store.spec.value.network.layers[0]?.activation).toBe("sigmoid");
  });
});

describe("A busy server", () => {
  const busy = { type: "busy", retryAfterSeconds: 2 } as const;

  it.each([
    ["play", "play", () => actions.togglePlay()],
    ["a step", "step 1 epoch", () => actions.step()],
    ["a reset", "reset", () => actions.reset("same")],
    ["a spec", "put", () => actions.edit((spec) => withActivation(spec, "relu"))],
    ["a rate", "change", () => actions.edit((spec) => withLearningRate(spec, 0.1))],
    ["a weight", "parameters", () => actions.setParameter({ layer: 0, unit: 0, from: 0 }, 3)],
  ])(
    "is asked again after its delay, and the notice disappears with its answer: %s",
    async (_, request, act) => {
      const parameters = [4, 2, 1].map((units, at) => ({
        weights: Array.from({ length: units }, () => Array<number>([2, 4, 2][at] ?? 0).fill(0.1)),
        biases: Array<number>(units).fill(0),
      }));
      server.send({ epoch: 0, parameters });
      server.failures.push(busy, busy);
      act();
      await clock.advance(1500);
      expect(store.notice.value).toEqual({ type: "busy" });
      expect(server.requestCount(request)).toBe(1);
      await clock.advance(1000);
      expect(server.requestCount(request)).toBe(2);
      await clock.advance(2000);
      expect(server.requestCount(request)).toBe(3);
      expect(store.notice.value).toBeUndefined();
      await clock.advance(10_000);
      expect(server.requestCount(request)).toBe(3);
    },
  );

  it("shows play as pressed until it has capacity", async () => {
    server.failures.push(busy);
    actions.togglePlay();
    await clock.advance(1000);
    expect(store.playing.value).toBe(true);
    await clock.advance(2000);
    expect(store.intent.value).toBeUndefined();
    expect(store.playing.value).toBe(true);
  });
});

describe("A job that the server no longer has", () => {
  it("is replaced from its spec with a notice, and continues playing", async () => {
    actions.edit((spec) => withActivation(spec, "relu"));
    await clock.advance(300);
    actions.togglePlay();
    await pendingAnswers();
    server.listener?.ended("gone");
    await pendingAnswers();
    expect(server.requestCount("create")).toBe(2);
    expect(server.specs.at(-1)?.network.layers[0]?.activation).toBe("relu");
    expect(store.notice.value).toEqual({ type: "newJob" });
    expect(server.requests.at(-1)).toBe("play job-2");
    expect(server.openStreams).toBe(1);
  });

  it("is also one that has expired, or that answers a command with gone", async () => {
    server.listener?.state({ ...server.current, state: "cancelled", stopReason: "expired" });
    await pendingAnswers();
    expect(store.job.value?.id).toBe("job-2");
    server.failures.push({ type: "gone" });
    actions.step();
    await pendingAnswers();
    expect(store.job.value?.id).toBe("job-3");
  });
});
