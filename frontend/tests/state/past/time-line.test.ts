import { describe, expect, it } from "vitest";
import { openPage } from "../opened-page";
import { pendingAnswers } from "../fakes";

/** A page whose run has 100 epochs. */
async function trainedPage() {
  const page = await openPage();
  page.server.send({ epoch: 100, trainLoss: 1, parameters: [] });
  await pendingAnswers();
  return page;
}

describe("the time line", () => {
  it("has nothing to show before the first epoch", async () => {
    const { timeLine, server } = await openPage();

    server.send({ epoch: 0 });

    expect(timeLine.available.value).toBe(false);
  });

  it("shows the frame of an epoch of the past while the present goes on", async () => {
    const { timeLine, store, server } = await trainedPage();

    timeLine.show(40);
    await pendingAnswers();
    server.send({ epoch: 101, trainLoss: 0.9 });

    expect(store.shownFrame.value?.epoch).toBe(40);
    expect(store.parameters.value?.[0]?.weights[0]?.[0]).toBe(40);
    expect(store.frame.value?.epoch).toBe(101);
    expect(timeLine.last.value).toBe(101);
  });

  it("has one request in flight, and then asks for the newest position only", async () => {
    const { timeLine, past } = await trainedPage();
    past.holds = true;

    for (const epoch of [90, 80, 70, 60]) timeLine.show(epoch);
    await past.arrive();
    await past.arrive();

    expect(past.asked).toEqual(["90", "60"]);
  });

  it("does not ask again for a frame that it has", async () => {
    const { timeLine, past, store } = await trainedPage();

    for (const epoch of [40, 41, 40]) {
      timeLine.show(epoch);
      await pendingAnswers();
    }

    expect(past.asked).toEqual(["40", "41"]);
    expect(store.shownFrame.value?.epoch).toBe(40);
  });

  it("returns to the present from its right end", async () => {
    const { timeLine, store } = await trainedPage();

    timeLine.show(40);
    timeLine.show(100);

    expect(store.past.value).toBeUndefined();
  });

  it("does not let settings, weights or points be changed in the past", async () => {
    const { timeLine, store, actions } = await trainedPage();
    const before = store.spec.value;

    timeLine.show(40);
    actions.regenerateData();
    actions.selectTool({ type: "point", label: 0 } as never);

    expect(store.spec.value).toBe(before);
    expect(store.tool.value).toBeUndefined();
  });

  it("plays forward at the chosen speed and ends in the present", async () => {
    const { timeLine, store, clock } = await trainedPage();
    timeLine.show(40);

    timeLine.speed.value = 20;
    timeLine.play("forward");
    await clock.advance(1000);

    expect(store.past.value?.epoch).toBe(60);
    await clock.advance(3000);
    expect(store.past.value).toBeUndefined();
    expect(timeLine.playing.value).toBeUndefined();
  });

  it("plays backward to the untrained network", async () => {
    const { timeLine, store, clock } = await trainedPage();

    timeLine.speed.value = 200;
    timeLine.play("backward");
    await clock.advance(2000);

    expect(store.shownFrame.value?.epoch).toBe(0);
    expect(timeLine.playing.value).toBeUndefined();
  });

  it("returns to the present when training is played, and when the network restarts", async () => {
    const { timeLine, store, actions } = await trainedPage();

    timeLine.show(40);
    actions.togglePlay();
    expect(store.past.value).toBeUndefined();

    timeLine.show(40);
    actions.reset("same");
    await pendingAnswers();
    expect(store.past.value).toBeUndefined();
  });

  it("forgets the frames of the run before", async () => {
    const { timeLine, actions, past, server } = await trainedPage();
    timeLine.show(40);
    await pendingAnswers();

    actions.reset("same");
    await pendingAnswers();
    server.send({ epoch: 100 });
    timeLine.show(40);
    await pendingAnswers();

    expect(past.asked).toEqual(["40", "40"]);
  });

  it("asks for gradients while they are on display", async () => {
    const { timeLine, actions, past } = await trainedPage();
    timeLine.show(40);
    await pendingAnswers();

    actions.requestGradients(true);
    await pendingAnswers();

    expect(past.asked).toEqual(["40", "40 gradients"]);
  });

  it("tries again after a busy server", async () => {
    const { timeLine, store, past, clock } = await trainedPage();
    past.failures.push({ type: "busy", retryAfterSeconds: 2 });

    timeLine.show(40);
    await clock.advance(2500);

    expect(store.past.value?.frame?.epoch).toBe(40);
  });

  it("says why an epoch is refused, and shows the present", async () => {
    const { timeLine, store, past } = await trainedPage();
    past.failures.push({ type: "refused", problem: { title: "Too far back", errors: [] } });

    timeLine.show(40);
    await pendingAnswers();

    expect(store.past.value).toBeUndefined();
    expect(store.notice.value?.type).toBe("refused");
  });

  it("marks where settings were changed", async () => {
    const { pastChanges, past, clock, actions } = await trainedPage();
    past.happened = [{ epoch: 30, settings: { learningRate: 0.1 }, parameters: false }];

    actions.edit((spec) => ({
      ...spec,
      training: { ...spec.training, optimizer: { ...spec.training.optimizer, learningRate: 0.1 } },
    }));
    await clock.advance(1000);

    expect(pastChanges.value).toEqual(past.happened);
  });
});
