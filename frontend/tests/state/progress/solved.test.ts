import { describe, expect, it } from "vitest";
import { withGenerator } from "../../../src/model/spec/edit-spec";
import { NO_STORAGE, Progress } from "../../../src/state/progress/progress";
import { solvedName } from "../../../src/model/data/challenges";
import { rewardSolvedData } from "../../../src/state/progress/solved";
import { openPage, type OpenedPage } from "../opened-page";

async function playedPage(address = ""): Promise<OpenedPage & { readonly progress: Progress }> {
  const page = await openPage(address);
  const progress = new Progress(NO_STORAGE);
  rewardSolvedData(page.store, progress);
  page.actions.togglePlay();
  return { ...page, progress };
}

describe("A data set", () => {
  it("is solved by the first epoch whose test loss is small, and the next one is offered", async () => {
    const { store, progress } = await playedPage();
    store.frame.value = { run: 1, epoch: 80, testLoss: 0.021 };
    expect(store.notice.value).toBeUndefined();
    const losses = { fromEpoch: 84, test: [0.0201, 0.0199, 0.019] };
    store.frame.value = { run: 1, epoch: 86, testLoss: 0.019, losses };
    expect(store.notice.value).toEqual({ type: "solved", run: 1, epochs: 85, next: "spiral" });
    expect([...progress.done.value]).toEqual([solvedName("circle")]);
  });

  it("is rewarded once", async () => {
    const { store, actions } = await playedPage();
    store.frame.value = { run: 1, epoch: 85, testLoss: 0.01 };
    actions.dismissNotice();
    store.frame.value = { run: 2, epoch: 40, testLoss: 0.01 };
    expect(store.notice.value).toBeUndefined();
  });

  it("has its notice until the next run", async () => {
    const { store } = await playedPage();
    store.frame.value = { run: 1, epoch: 85, testLoss: 0.01 };
    store.frame.value = { run: 1, epoch: 86, testLoss: 0.01 };
    expect(store.notice.value).toMatchObject({ type: "solved" });
    store.frame.value = { run: 2, epoch: 0 };
    expect(store.notice.value).toBeUndefined();
  });

  it("is not solved by choosing it while the last frame is of another one", async () => {
    const { store, progress } = await playedPage();
    store.frame.value = { run: 1, epoch: 85, testLoss: 0.01 };
    store.spec.value = withGenerator(store.spec.value, "xor");
    expect(progress.done.value.has(solvedName("xor"))).toBe(false);
  });

  it.each(["problem=regression", "dataset_hide=true", "job=4711"])(
    "is not rewarded with #%s",
    async (address) => {
      const { store, progress } = await playedPage(address);
      store.intent.value = "play";
      store.frame.value = { run: 1, epoch: 85, testLoss: 0.01 };
      expect(progress.done.value.size).toBe(0);
      expect(store.notice.value).toBeUndefined();
    },
  );
});
