import { describe, expect, it } from "vitest";
import { specOfRun } from "../../../src/model/kept/kept-run";
import { withLearningRate } from "../../../src/model/spec/edit-spec";
import { KeptRuns } from "../../../src/state/kept/kept-runs";
import type { ProgressStorage } from "../../../src/state/progress/progress";
import { pendingAnswers } from "../fakes";
import { openPage, type OpenedPage } from "../opened-page";

class FakeStorage implements ProgressStorage {
  text: string | null = null;
  readonly read = () => this.text;
  readonly write = (text: string) => (this.text = text);
}

const BLOCKED: ProgressStorage = {
  read: () => {
    throw new Error("The storage is blocked.");
  },
  write: () => {
    throw new Error("The storage is blocked.");
  },
};

async function openWithRuns(address = "", storage: ProgressStorage = new FakeStorage()) {
  const page = await openPage(address);
  return { ...page, storage, keptRuns: new KeptRuns(page.store, page.clock, storage) };
}

/** The untrained network is shown, and after the time all epochs. */
async function trains({ server, clock }: OpenedPage, epochs: number, milliseconds = 2000): Promise<void> {
  const losses = Array.from({ length: epochs + 1 }, (_, epoch) => 1 / (1 + epoch));
  server.send({ epoch: 0, losses: { fromEpoch: 0, train: [1], test: [1] } });
  await clock.advance(milliseconds);
  server.send({ epoch: epochs, losses: { fromEpoch: 0, train: losses, test: losses } });
}

describe("A run is kept", () => {
  it("when it is reset", async () => {
    const page = await openWithRuns();
    await trains(page, 40);

    page.actions.reset("same");

    expect(page.keptRuns.runs.value).toMatchObject([{ epoch: 40, testLoss: 1 / 41, pinned: false }]);
  });

  it("when another spec replaces it, with its own spec", async () => {
    const page = await openWithRuns("activation=tanh");
    await trains(page, 40);
    const { spec } = page.store;
    const before = spec.value;

    page.actions.regenerateData();

    const [run] = page.keptRuns.runs.value;
    expect(run && specOfRun(run)).toEqual(before);
    expect(spec.value).not.toEqual(before);
  });

  it("when a branch replaces it", async () => {
    const page = await openWithRuns();
    await trains(page, 40);
    page.timeLine.show(10);
    await pendingAnswers();

    await page.branching.goOn({});

    expect(page.keptRuns.runs.value.map(({ epoch }) => epoch)).toEqual([40]);
  });

  it("with the settings that it was trained with, not with those set before the reset", async () => {
    const page = await openWithRuns();
    await trains(page, 40);

    page.actions.edit((spec) => withLearningRate(spec, 3));
    page.actions.reset("same");

    const [run] = page.keptRuns.runs.value;
    expect(run && specOfRun(run).training.optimizer.learningRate).toBe(0.03);
  });

  it("only if it was long enough, in epochs and in time", async () => {
    const page = await openWithRuns();

    await trains(page, 19);
    page.actions.reset("same");
    await pendingAnswers();
    await trains(page, 500, 200);
    page.actions.reset("same");

    expect(page.keptRuns.runs.value).toEqual([]);
  });

  it("once, if it was also kept by a press", async () => {
    const page = await openWithRuns();
    await trains(page, 5);
    page.keptRuns.keep();
    expect(page.keptRuns.runs.value.map(({ epoch }) => epoch)).toEqual([5]);
    expect(page.keptRuns.canKeep.value).toBe(false);

    await trains(page, 40);
    expect(page.keptRuns.canKeep.value).toBe(true);
    page.actions.reset("same");

    expect(page.keptRuns.runs.value).toMatchObject([{ id: 1, epoch: 40, pinned: true }]);
  });

  it("not before its first epoch", async () => {
    const page = await openWithRuns();

    expect(page.keptRuns.canKeep.value).toBe(false);
    page.server.send({ epoch: 0, losses: { fromEpoch: 0, train: [1], test: [1] } });

    expect(page.keptRuns.canKeep.value).toBe(false);
  });
});

describe("Kept runs", () => {
  it("are renamed, hidden and removed", async () => {
    const page = await openWithRuns();
    const { keptRuns } = page;
    await trains(page, 40);
    keptRuns.keep();

    keptRuns.rename(1, `  ${"long ".repeat(30)}`);
    keptRuns.show(1, false);
    expect(keptRuns.runs.value).toMatchObject([{ name: "long ".repeat(12), shown: false }]);

    keptRuns.rename(1, " ");
    expect(keptRuns.runs.value[0]?.name).toBeUndefined();

    keptRuns.remove(1);
    expect(keptRuns.runs.value).toEqual([]);
  });

  it("are there on the next page of the tab", async () => {
    const page = await openWithRuns();
    await trains(page, 40);
    page.keptRuns.keep();

    const next = await openWithRuns("", page.storage);

    expect(next.keptRuns.runs.value).toEqual(page.keptRuns.runs.value);
    expect(next.keptRuns.runs.value.length).toBe(1);
  });

  it("last until the page is closed if the storage is blocked", async () => {
    const page = await openWithRuns("", BLOCKED);
    await trains(page, 40);

    page.keptRuns.keep();

    expect(page.keptRuns.runs.value.length).toBe(1);
  });

  it("take no more runs if the user has asked for all of them", async () => {
    const page = await openWithRuns();
    for (let run = 0; run < 8; run++) {
      await trains(page, 40);
      page.keptRuns.keep();
      page.actions.reset("same");
      await pendingAnswers();
    }
    await trains(page, 40);

    expect(page.keptRuns.runs.value.length).toBe(8);
    expect([page.keptRuns.full.value, page.keptRuns.canKeep.value]).toEqual([true, false]);
    page.keptRuns.remove(3);
    expect([page.keptRuns.full.value, page.keptRuns.canKeep.value]).toEqual([false, true]);
  });
});
