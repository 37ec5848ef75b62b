import { beforeEach, describe, expect, it } from "vitest";
import type { Trace, TraceTarget, Tracing } from "../../../src/model/backprop/trace";
import { LookInside } from "../../../src/state/inside/look-inside";
import { TRACE } from "../../model/backprop/exam-question";
import { pendingAnswers } from "../fakes";
import { openPage, type OpenedPage } from "../opened-page";

let page: OpenedPage;
let inside: LookInside;
let traced: TraceTarget[];

beforeEach(async () => {
  page = await openPage();
  page.server.send({});
  traced = [];
  const tracing: Tracing = {
    trace: (_, of) => {
      traced.push(of);
      const trace: Trace = "sample" in of ? { ...TRACE, batch: undefined, samples: [of.sample] } : TRACE;
      return Promise.resolve({ type: "done", value: trace });
    },
  };
  inside = new LookInside(page.store, page.actions, tracing, page.clock);
});

const walkthrough = () => inside.walkthrough.value;

describe("Looking inside", () => {
  it("traces the next batch of a paused network", async () => {
    inside.open({ type: "batch" });
    await pendingAnswers();
    expect(traced).toEqual([{ batch: 0 }]);
    expect(walkthrough()?.step.value).toEqual({ phase: "forward", layer: 0, unit: 0 });
  });

  it("pauses the training first", async () => {
    page.actions.togglePlay();
    await pendingAnswers();
    expect(page.store.playing.value).toBe(true);
    inside.open({ type: "sample", index: 7 });
    expect(page.store.playing.value).toBe(false);
    await pendingAnswers();
    expect(traced).toEqual([{ sample: 7 }]);
  });

  it("waits for the last frame of a training that it pauses, because a point takes its numbers from it", async () => {
    page.actions.togglePlay();
    await pendingAnswers();
    const { job } = page.store;
    inside.open({ type: "sample", index: 7 });
    await pendingAnswers();
    traced.length = 0;
    inside.close();
    job.value = job.value && { ...job.value, epoch: 5 };
    inside.open({ type: "sample", index: 8 });
    expect(traced).toEqual([]);
    page.server.send({ epoch: 5 });
    await pendingAnswers();
    expect(traced).toEqual([{ sample: 8 }]);
  });

  it("goes from one sample to another, which was clicked", async () => {
    inside.open({ type: "batch" });
    await pendingAnswers();
    const opened = walkthrough();
    inside.open({ type: "sample", index: 3 });
    await pendingAnswers();
    expect(walkthrough()).toBe(opened);
    expect(traced).toEqual([{ batch: 0 }, { sample: 3 }]);
  });

  it.each<[string, () => void]>([
    ["the training plays", () => page.actions.togglePlay()],
    ["the network is reset", () => page.actions.reset("new")],
    ["the spec changes", () => page.actions.edit((spec) => ({ ...spec, features: ["x1"] }))],
    ["points are drawn", () => page.actions.selectTool({ type: "erase" })],
  ])("ends when %s", async (_, act) => {
    inside.open({ type: "batch" });
    await pendingAnswers();
    expect(walkthrough()).toBeDefined();
    act();
    await page.clock.advance(1000);
    expect(walkthrough()).toBeUndefined();
  });

  it("waits for the job if it is opened by the address", async () => {
    const { job } = page.store;
    const known = job.value;
    job.value = undefined;
    inside.openWhenAvailable("sample");
    expect(walkthrough()).toBeUndefined();
    job.value = known;
    await pendingAnswers();
    expect(traced).toEqual([{ sample: 0 }]);
    inside.close();
    job.value = known && { ...known };
    expect(walkthrough()).toBeUndefined();
  });

  it("is not available if the address hides it", async () => {
    const hiding = await openPage("#lookInside_hide=true");
    hiding.inside.open({ type: "batch" });
    expect(hiding.inside.walkthrough.value).toBeUndefined();
  });

  it("is not available in the job of somebody else", () => {
    page.store.watched.value = "other";
    inside.open({ type: "batch" });
    expect(walkthrough()).toBeUndefined();
  });
});
