import { describe, expect, it } from "vitest";
import { specChanges, branchSettings } from "../../../src/model/spec/branch-settings";
import { BUILT_IN_CATALOG } from "../../../src/model/spec/built-in-catalog";
import { defaultSpec } from "../../../src/model/spec/default-spec";
import { openPage } from "../opened-page";
import { pendingAnswers } from "../fakes";

/** A page that shows epoch 40 of 100. */
async function pageInThePast() {
  const page = await openPage();
  page.server.send({ epoch: 100, trainLoss: 1 });
  page.timeLine.show(40);
  await pendingAnswers();
  return page;
}

describe("going on from an epoch of the past", () => {
  it("creates a job there, which becomes the page's own and plays", async () => {
    const { branching, store, job, past, server } = await pageInThePast();

    await branching.goOn({ "/training/batchSize": 1 });
    await pendingAnswers();

    expect(past.branches).toEqual([
      { from: { job: "job-1", run: 1, epoch: 40 }, changes: { "/training/batchSize": 1 } },
    ]);
    expect(job.own?.controlToken).toBe("token of the branch");
    expect(server.requests).toContain("stream branch");
    expect(server.requests).toContain("play branch");
    expect(store.past.value).toBeUndefined();
  });

  it("shows the network of that epoch until the branch's own frames come", async () => {
    const { branching, store } = await pageInThePast();

    await branching.goOn({});

    expect(store.frame.value?.epoch).toBe(40);
    expect(store.parameters.value?.[0]?.weights[0]?.[0]).toBe(40);
  });

  it("pauses the job that it leaves", async () => {
    const { branching, server, actions, timeLine } = await openPage().then(async (page) => {
      page.actions.togglePlay();
      await pendingAnswers();
      page.server.send({ epoch: 100 });
      page.timeLine.show(40);
      await pendingAnswers();
      return page;
    });

    await branching.goOn({});
    await pendingAnswers();

    expect(server.requests).toContain("pause job-1");
    expect([actions.history.canUndo.value, timeLine.playing.value]).toEqual([true, undefined]);
  });

  it("keeps the losses of its parent for the chart", async () => {
    const { branching, store } = await pageInThePast();

    await branching.goOn({});
    for (let part = 0; part < 10; part++) await pendingAnswers();

    expect(store.parent.value?.epoch).toBe(40);
    expect(store.parent.value?.curve.length).toBeGreaterThan(41);
  });

  it("has no parent's losses after a restart", async () => {
    const { branching, store, actions } = await pageInThePast();
    await branching.goOn({});
    await pendingAnswers();

    actions.reset("same");
    await pendingAnswers();

    expect(store.parent.value).toBeUndefined();
  });

  it("stays in the past if the server refuses", async () => {
    const { branching, store, past, job } = await pageInThePast();
    past.failures.push({ type: "refused", problem: { title: "No", errors: [] } });

    await branching.goOn({});

    expect(store.past.value?.epoch).toBe(40);
    expect(store.notice.value?.type).toBe("refused");
    expect(job.own?.job.id).toBe("job-1");
  });
});

describe("the changes of a branch", () => {
  const spec = defaultSpec();
  const changesOf = (name: string, value: number | string) => {
    const setting = branchSettings(spec, BUILT_IN_CATALOG).find((each) => each.name === name);
    return specChanges(spec, setting?.apply(spec, value) ?? spec);
  };

  it("are pointers into the spec", () => {
    expect(changesOf("learningRate", 0.1)).toEqual({ "/training/optimizer/learningRate": 0.1 });
    expect(changesOf("batchSize", 1)).toEqual({ "/training/batchSize": 1 });
    expect(changesOf("activation", "relu")).toEqual({
      "/network/layers/0/activation": "relu",
      "/network/layers/1/activation": "relu",
    });
  });

  it("replace a variant as a whole, because other fields belong to it", () => {
    expect(changesOf("optimizer", "adam")).toEqual({
      "/training/optimizer": { type: "adam", learningRate: 0.01 },
    });
    expect(changesOf("regularization", "l2")).toEqual({
      "/training/regularization": { type: "l2", rate: 0.01 },
    });
  });

  it("are none for the same settings", () => {
    expect(specChanges(spec, spec)).toEqual({});
  });
});
