import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

describe("Steps", () => {
  it("advance by one batch, by button and by key, and show its number", async ({ opens }) => {
    user = await opens("#lang=en");
    expect(await user.runState()).toBe("Readybatch 0 of 25");
    const first = await user.parameters();
    await user.presses("step-batch");
    await expect.poll(() => user.runState()).toBe("Readybatch 1 of 25");
    await user.page.keyboard.press("b");
    await expect.poll(() => user.runState()).toBe("Readybatch 2 of 25");
    expect(await user.reads("epoch")).toBe(0);
    expect(await user.parameters()).not.toBe(first);
    await user.presses("step");
    await expect.poll(() => user.runState()).toBe("Pausedbatch 0 of 25");
    expect(await user.reads("epoch")).toBe(1);
    await user.presses("play");
    await expect.poll(() => user.runState()).toMatch(/^Training/);
  });
});

describe("A training that stops by itself", () => {
  it("stops at a test loss, and says so", async ({ opens }) => {
    user = await opens("#lang=en&speed=120");
    await user.opensAdvancedSettings();
    await user.types("stop.targetTestLoss", 0.1);
    await user.presses("play");
    await user.seesNotice("stopped", 20_000);
    expect(await user.page.textContent("[data-notice=stopped]")).toContain("has reached your target");
    expect(await user.reads("test-loss")).toBeLessThanOrEqual(0.1);
    expect(await user.runState()).toMatch(/^Target reached/);
    expect(await user.playIcon()).toBe("Play");
  });

  it("stops when it no longer improves, and restores the best weights", async ({ opens }) => {
    user = await opens("#lang=zh-CN&dataset=gauss&noise=50&percTrainData=10&networkShape=8,8&speed=0");
    await user.opensAdvancedSettings();
    await user.types("stop.patience", 25);
    await user.presses("play");
    await user.seesNotice("stopped", 30_000);
    const { bestEpoch, stopReason, testLoss } = await user.job();
    expect(stopReason).toBe("earlyStopping");
    await expect
      .poll(() => user.runState())
      .toContain(`最好：第 ${Number(bestEpoch).toLocaleString("en")} 轮`);
    expect(await user.reads("test-loss")).toBeCloseTo(Number(testLoss), 3);
  });

  it("stops after seconds and after an epoch, and an emptied field lets it continue", async ({ opens }) => {
    user = await opens("#lang=en&speed=0");
    await user.opensAdvancedSettings();
    await user.types("stop.maxSeconds", 0.5);
    await user.presses("play");
    await expect.poll(() => user.runState()).toMatch(/^Time is up/);
    await user.types("stop.maxSeconds", "");
    const epoch = Number((await user.job())["epoch"]);
    await user.types("stop.epochs", epoch + 30);
    await user.presses("play");
    await expect.poll(() => user.runState()).toMatch(/^Epoch reached/);
    expect(await user.sees("epoch", (now) => now === epoch + 30)).toBe(true);
    await user.types("stop.epochs", "");
    await user.presses("play");
    expect(await user.sees("epoch", (now) => now > epoch + 60)).toBe(true);
  });
});

describe("The last batch of an epoch", () => {
  it("is a separate update if it is smaller, and is not carried into the next epoch", async ({ opens }) => {
    user = await opens("#lang=en&batchSize=30&percTrainData=50&networkShape=2");
    for (let batch = 1; batch <= 8; batch++) {
      await user.presses("step-batch");
      await expect.poll(() => user.runState()).toMatch(new RegExp(`${String(batch)} of 9`));
    }
    await user.page.click("[data-action=inside]");
    await user.page.waitForSelector("[data-phase]");
    expect(await user.page.textContent("[data-testid=walkthrough-position]")).toContain("Batch 9/9");
    expect(await user.page.getAttribute("[data-control=walkthrough-row]", "max")).toBe("9");
    const before = await user.parameters();
    await user.page.click("[data-to-phase=update]");
    await user.page.keyboard.press("ArrowRight");
    await expect
      .poll(() => user.page.textContent("[data-testid=walkthrough-position]"))
      .toMatch(/Epoch 2(?!\d)/);
    expect(await user.page.getAttribute("[data-control=walkthrough-row]", "max")).toBe("29");
    expect(await user.parameters()).not.toBe(before);
  });
});

describe("Weights that L1 has driven to zero", () => {
  it("change again when the penalty is removed", async ({ opens }) => {
    user = await opens("#lang=en&dataset=gauss&networkShape=&regularization=L1&regularizationRate=10");
    const weights = async () =>
      (JSON.parse(await user.parameters()) as { weights: number[][] }[]).flatMap((layer) =>
        layer.weights.flat(),
      );
    await user.presses("play");
    await expect.poll(weights).toEqual([0, 0]);
    // The page restarts the network for another rate; a client of the API need not.
    const token = user.recordedRequests.findLast((each) => each.token !== undefined)?.token ?? "";
    const job = `${new URL(user.page.url()).origin}/api/v1/jobs/${user.jobId()}`;
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await user.page.request.patch(job, { headers, data: { regularizationRate: 0 } });
    expect(answer.ok()).toBe(true);
    await expect.poll(async () => Math.min(...(await weights()).map(Math.abs))).toBeGreaterThan(0.01);
  });
});
