import { beforeEach, describe, expect, it } from "vitest";
import { decodeAddress } from "../../../src/model/address/address";
import type { OwnSweep, Sweep, SweepListener, SweepRow, SweepServer } from "../../../src/model/sweep/sweep";
import type { Failure, Outcome } from "../../../src/model/training/training-server";
import { SweepView } from "../../../src/state/sweep/sweep-view";
import { FakeClock, pendingAnswers } from "../fakes";

const REQUEST = { spec: decodeAddress("").spec, axes: [{ seeds: 2 }], stop: { epochs: 10 } };
const SWEEP: Sweep = { id: "s1", state: "running", total: 2, ...REQUEST };

function row(state: string, epoch: number): SweepRow {
  return {
    job: "j",
    state,
    epoch,
    trainLoss: 0.1,
    testLoss: 0.2,
    testAccuracy: 1,
    epochsToTarget: undefined,
  };
}

/** A sweep of two jobs. Streams open at once; tests send what is in them. */
class FakeSweepServer implements SweepServer {
  readonly requests: string[] = [];
  readonly failures: Failure[] = [];
  openStreams = 0;
  listener: SweepListener | undefined;

  submit = () => this.#answer("submit", (): OwnSweep => ({ sweep: SWEEP, controlToken: "token" }));
  csv = () => this.#answer("csv", () => "seed,job");
  cancel = () => this.#answer("cancel", () => SWEEP);
  pictureOf = (job: string) => job;

  openStream(id: string, listener: SweepListener): () => void {
    this.requests.push(`stream ${id}`);
    this.listener = listener;
    this.openStreams += 1;
    return () => (this.openStreams -= 1);
  }

  /** The beginning of a stream: the sweep and all rows. */
  begins(state = "running", states: readonly string[] = ["running", "running"]): void {
    this.listener?.opened();
    this.listener?.sweep({ ...SWEEP, state });
    this.listener?.rows(new Map(states.map((each, at) => [at, row(each, 5)])));
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
  it("is submitted once, and followed by one stream until all jobs have ended", async () => {
    void view.submit(REQUEST);
    void view.submit(REQUEST);
    await pendingAnswers();
    expect(server.requests).toEqual(["submit", "stream s1"]);
    server.begins();
    expect([view.canCancel.value, view.ended.value]).toEqual([true, false]);
    server.listener?.rows(new Map([[1, row("succeeded", 10)]]));
    expect(view.rows.value.map(({ state }) => state)).toEqual(["running", "succeeded"]);
    server.listener?.rows(new Map([[0, row("succeeded", 10)]]));
    server.listener?.sweep({ ...SWEEP, spec: undefined, state: "succeeded" });
    server.listener?.complete();
    server.listener?.ended("lost");
    await clock.advance(60_000);
    expect([view.canCancel.value, view.ended.value, view.failed.value]).toEqual([false, true, undefined]);
    expect(view.sweep.value?.spec).toEqual(REQUEST.spec);
    expect([server.requests, server.openStreams]).toEqual([["submit", "stream s1"], 0]);
  });

  it("is cancelled by its page only", async () => {
    await view.submit(REQUEST);
    await view.cancel();
    const other = new SweepView(server, clock);
    other.show("s1");
    server.begins();
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

  it("is followed again after a lost connection, and each stream brings all rows", async () => {
    view.show("s1");
    server.begins();
    server.listener?.ended("lost");
    expect(view.failed.value?.type).toBe("unreachable");
    await clock.advance(600);
    server.begins("running", ["succeeded", "running"]);
    expect(view.rows.value.map(({ state }) => state)).toEqual(["succeeded", "running"]);
    expect([view.failed.value, server.openStreams]).toEqual([undefined, 1]);
  });

  it("is followed again if the connection is lost between its end and the last rows", async () => {
    view.show("s1");
    server.listener?.opened();
    server.listener?.sweep({ ...SWEEP, state: "succeeded" });
    server.listener?.ended("lost");
    await clock.advance(600);
    expect(server.openStreams).toBe(1);
  });

  it("is not asked for again after it is gone", async () => {
    view.show("s1");
    server.listener?.ended("gone");
    await clock.advance(60_000);
    expect([view.failed.value?.type, server.requests]).toEqual(["gone", ["stream s1"]]);
  });

  it("keeps no stream while the page is hidden, nor after it is left", async () => {
    view.show("s1");
    server.begins();
    view.setVisible(false);
    await clock.advance(3000);
    expect(server.openStreams).toBe(0);
    view.setVisible(true);
    expect(server.openStreams).toBe(1);
    view.close();
    await clock.advance(60_000);
    expect(server.openStreams).toBe(0);
  });
});
