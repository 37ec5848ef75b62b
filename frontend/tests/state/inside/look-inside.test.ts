import { beforeEach, describe, expect, it } from "vitest";
import type { Trace, TraceTarget, Tracing } from "../../../src/model/backprop/trace";
import type { TracedStep } from "../../../src/model/network/attention";
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

describe("Who watches a presenter who looks inside", () => {
  const step = (change: Partial<TracedStep> = {}): TracedStep => ({
    type: "trace",
    epoch: 0,
    of: { batch: 0 },
    step: 2,
    row: 0,
    ...change,
  });

  beforeEach(async () => {
    page = await openPage("job=4711");
    inside = new LookInside(
      page.store,
      page.actions,
      {
        trace: (_, of) => {
          traced.push(of);
          const value: Trace = "sample" in of ? { ...TRACE, batch: undefined, samples: [of.sample] } : TRACE;
          return Promise.resolve({ type: "done", value });
        },
      },
      page.clock,
    );
    inside.followPresenter();
  });

  it("sees each step, traced once, and can train nothing", async () => {
    const { attention } = page.store;
    attention.value = step();
    attention.value = step({ step: 3 });
    await pendingAnswers();
    expect(walkthrough()?.stepIndex.value).toBe(3);
    attention.value = step({ step: 4 });
    await pendingAnswers();
    expect(walkthrough()?.stepIndex.value).toBe(4);
    expect(traced).toEqual([{ batch: 0 }]);
    walkthrough()?.goTo(99);
    expect(walkthrough()?.canGoForward.value).toBe(false);
  });

  it("sees the sample that the presenter goes to", async () => {
    page.store.attention.value = step();
    await pendingAnswers();
    page.store.attention.value = step({ of: { sample: 5 }, step: 1 });
    await pendingAnswers();
    expect(traced).toEqual([{ batch: 0 }, { sample: 5 }]);
    expect([walkthrough()?.trace.value?.samples, walkthrough()?.stepIndex.value]).toEqual([[5], 1]);
  });

  it("sees the network again when the presenter is done", async () => {
    page.store.attention.value = step();
    await pendingAnswers();
    page.store.attention.value = { type: "unit", layer: 0, unit: 1 };
    expect(walkthrough()).toBeUndefined();
  });

  it("sees no numbers of other parameters", async () => {
    page.store.attention.value = step({ epoch: 12 });
    await pendingAnswers();
    expect(walkthrough()).toBeUndefined();
  });
});
