import { beforeEach, describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import type { OwnSweep, Sweep, SweepRow, SweepServer } from "../../../src/model/sweep/sweep";
import type { Failure, Outcome } from "../../../src/model/training/training-server";
import { SweepView } from "../../../src/state/sweep/sweep-view";
import { FakeClock, pendingAnswers } from "../fakes";

const REQUEST = { spec: decodeAddress("").spec, axes: [{ seeds: 2 }], stop: { epochs: 10 } };
const SWEEP: Sweep = { id: "s1", state: "running", total: 2, ...REQUEST };

/** A sweep of two jobs, which end one after the other. */
class FakeSweepServer implements SweepServer {
  readonly requests: string[] = [];
  readonly failures: Failure[] = [];
  ended = 0;
  cancelled = false;

  submit = () => this.#answer("submit", (): OwnSweep => ({ sweep: SWEEP, controlToken: "token" }));
  find = (id: string) => this.#answer(`find ${id}`, () => this.#sweep());
  rows = (id: string) => this.#answer(`rows ${id}`, () => [0, 1].map((at) => this.#row(at)));
  csv = () => this.#answer("csv", () => "seed,job");
  cancel = () => {
    this.cancelled = true;
    return this.#answer("cancel", () => this.#sweep());
  };
  pictureOf = (job: string) => job;

  #sweep(): Sweep {
    return { ...SWEEP, state: this.cancelled ? "cancelled" : this.ended === 2 ? "succeeded" : "running" };
  }

  #row(at: number): SweepRow {
    const state = at < this.ended ? "succeeded" : "running";
    return {
      job: `j${String(at)}`,
      state,
      epoch: 10,
      trainLoss: 0.1,
      testLoss: 0.2,
      testAccuracy: 1,
      epochsToTarget: undefined,
      seed: at,
    };
  }

  #answer<T>(what: string, value: () => T): Promise<Outcome<T>> {
    this.requests.push(what);
    return Promise.resolve(this.failures.shift() ?? { type: "done", value: value() });
  }
}

let server: FakeSweepServer;
let clock: FakeClock;
let view: SweepView;

beforeEach(() => {
  server = new FakeSweepServer();
  clock = new FakeClock();
  view = new SweepView(server, clock);
});

describe("A sweep on the page", () => {
  it("is submitted once, and its table is read until all jobs have ended", async () => {
    void view.submit(REQUEST);
    void view.submit(REQUEST);
    await pendingAnswers();
    expect(server.requests).toEqual(["submit", "find s1", "rows s1"]);
    expect([view.canCancel.value, view.ended.value]).toEqual([true, false]);
    server.ended = 2;
    await clock.advance(1000);
    expect(view.rows.value.map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
    expect([view.canCancel.value, view.ended.value]).toEqual([false, true]);
    const requests = server.requests.length;
    await clock.advance(10_000);
    expect(server.requests).toHaveLength(requests);
  });

  it("is cancelled by its page only", async () => {
    await view.submit(REQUEST);
    await view.cancel();
    expect(view.sweep.value?.state).toBe("cancelled");
    const other = new SweepView(server, clock);
    server.cancelled = false;
    await other.show("s1");
    expect(other.canCancel.value).toBe(false);
    await other.cancel();
    expect(server.requests.filter((each) => each === "cancel")).toHaveLength(1);
  });

  it("says why the server refuses it, and stays as it was", async () => {
    server.failures.push({ type: "refused", problem: { title: "The request is invalid.", errors: [] } });
    await view.submit(REQUEST);
    expect([view.failed.value?.type, view.sweep.value, view.busy.value]).toEqual([
      "refused",
      undefined,
      false,
    ]);
  });

  it("is asked for again while the server does not answer, but not after it is gone", async () => {
    server.failures.push({ type: "unreachable" });
    await view.show("s1");
    expect(view.failed.value?.type).toBe("unreachable");
    await clock.advance(3500);
    expect([view.failed.value, view.rows.value.length]).toEqual([undefined, 2]);
    server.failures.push({ type: "gone" }, { type: "gone" });
    await clock.advance(1000);
    const requests = server.requests.length;
    await clock.advance(20_000);
    expect([view.failed.value?.type, server.requests.length]).toEqual(["gone", requests]);
  });

  it("is no longer read when the page is left", async () => {
    await view.submit(REQUEST);
    view.close();
    const requests = server.requests.length;
    await clock.advance(10_000);
    expect(server.requests).toHaveLength(requests);
  });
});
