import { describe, expect } from "vitest";
import { it } from "./fixtures";
import type { Person } from "./person";

let person: Person;

describe("Steps", () => {
  it("go on by one batch, by button and by key, and tell which of how many", async ({ opens }) => {
    person = await opens("#lang=en");
    expect(await person.runState()).toBe("Readybatch 0 of 25");
    const first = await person.parameters();
    await person.presses("step-batch");
    await expect.poll(() => person.runState()).toBe("Readybatch 1 of 25");
    await person.page.keyboard.press("b");
    await expect.poll(() => person.runState()).toBe("Readybatch 2 of 25");
    expect(await person.reads("epoch")).toBe(0);
    expect(await person.parameters()).not.toBe(first);
    await person.presses("step");
    await expect.poll(() => person.runState()).toBe("Pausedbatch 0 of 25");
    expect(await person.reads("epoch")).toBe(1);
    await person.presses("play");
    await expect.poll(() => person.runState()).toMatch(/^Training/);
  });
});

describe("A training that stops by itself", () => {
  it("does so at a test loss, and says it in words", async ({ opens }) => {
    person = await opens("#lang=en&speed=120");
    await person.opensMore();
    await person.types("stop.targetTestLoss", 0.1);
    await person.presses("play");
    await person.seesNotice("stopped", 20_000);
    expect(await person.page.textContent("[data-notice=stopped]")).toContain("has reached your target");
    expect(await person.reads("test-loss")).toBeLessThanOrEqual(0.1);
    expect(await person.runState()).toMatch(/^Target reached/);
    expect(await person.playIcon()).toBe("Play");
  });

  it("does so when it no longer gets better, and brings the best weights back", async ({ opens }) => {
    person = await opens("#lang=zh-CN&dataset=gauss&noise=50&percTrainData=10&networkShape=8,8&speed=0");
    await person.opensMore();
    await person.types("stop.patience", 25);
    await person.presses("play");
    await person.seesNotice("stopped", 30_000);
    const { bestEpoch, stopReason, testLoss } = await person.job();
    expect(stopReason).toBe("earlyStopping");
    await expect
      .poll(() => person.runState())
      .toContain(`最好：第 ${Number(bestEpoch).toLocaleString("en")} 轮`);
    expect(await person.reads("test-loss")).toBeCloseTo(Number(testLoss), 3);
  });

  it("does so after seconds and after an epoch; an emptied box lets it go on", async ({ opens }) => {
    person = await opens("#lang=en&speed=0");
    await person.opensMore();
    await person.types("stop.maxSeconds", 0.5);
    await person.presses("play");
    await expect.poll(() => person.runState()).toMatch(/^Time is up/);
    await person.types("stop.maxSeconds", "");
    const epoch = Number((await person.job())["epoch"]);
    await person.types("stop.epochs", epoch + 30);
    await person.presses("play");
    await expect.poll(() => person.runState()).toMatch(/^Epoch reached/);
    expect(await person.sees("epoch", (now) => now === epoch + 30)).toBe(true);
    await person.types("stop.epochs", "");
    await person.presses("play");
    expect(await person.sees("epoch", (now) => now > epoch + 60)).toBe(true);
  });
});

describe("The last batch of an epoch", () => {
  it("is an update of its own where it is smaller, and is not carried into the next epoch", async ({
    opens,
  }) => {
    person = await opens("#lang=en&batchSize=30&percTrainData=50&networkShape=2");
    for (let batch = 1; batch <= 8; batch++) {
      await person.presses("step-batch");
      await expect.poll(() => person.runState()).toMatch(new RegExp(`${String(batch)} of 9`));
    }
    await person.page.click("[data-action=inside]");
    await person.page.waitForSelector("[data-phase]");
    expect(await person.page.textContent("[data-testid=walk-place]")).toContain("Batch 9/9");
    expect(await person.page.getAttribute("[data-control=walk-row]", "max")).toBe("9");
    const before = await person.parameters();
    for (let step = 0; step < 6; step++) await person.page.keyboard.press("ArrowRight");
    await expect.poll(() => person.page.textContent("[data-testid=walk-place]")).toContain("Epoch 2/");
    expect(await person.page.getAttribute("[data-control=walk-row]", "max")).toBe("29");
    expect(await person.parameters()).not.toBe(before);
  });
});

describe("Weights that L1 has driven to zero", () => {
  it("come back when the penalty is gone", async ({ opens }) => {
    person = await opens("#lang=en&dataset=gauss&networkShape=&regularization=L1&regularizationRate=10");
    const weights = async () =>
      (JSON.parse(await person.parameters()) as { weights: number[][] }[]).flatMap((layer) =>
        layer.weights.flat(),
      );
    await person.presses("play");
    await expect.poll(weights).toEqual([0, 0]);
    // The page begins anew with another rate; a client of the API need not.
    const token = person.asked.findLast((each) => each.token !== undefined)?.token ?? "";
    const job = `${new URL(person.page.url()).origin}/api/v1/jobs/${person.jobId()}`;
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await person.page.request.patch(job, { headers, data: { regularizationRate: 0 } });
    expect(answer.ok()).toBe(true);
    await expect.poll(async () => Math.min(...(await weights()).map(Math.abs))).toBeGreaterThan(0.01);
  });
});
