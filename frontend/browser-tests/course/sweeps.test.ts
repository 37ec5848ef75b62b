import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

const SMALL = `network=${encodeURIComponent("dataset=xor&networkShape=2")}`;

/** Two learning rates and three seeds, 20 epochs each. */
async function plansSix(page: Page): Promise<void> {
  await page.selectOption("[data-axis='1'] [data-control=seed-count] select", "3");
  await page.click("[data-action=add-axis]");
  for (const value of ["0.003", "0.01", "0.03"]) await page.click(`[data-axis='1'] [data-value='${value}']`);
  await page.fill("[data-control=epochs] input", "20");
  await page.fill("[data-control=target] input", "0.45");
  await page.press("[data-control=target] input", "Tab");
  expect(await page.getAttribute("[data-jobs]", "data-jobs")).toBe("6");
}

async function ends(page: Page, jobs: number): Promise<void> {
  await page.waitForSelector(`[data-ended='${String(jobs)}']`, { timeout: 60_000 });
}

describe("A sweep", () => {
  it("trains all combinations, shows each with its loss, and opens one in the playground", async ({
    reads,
  }) => {
    const { page } = await reads("/sweeps", `${SMALL}&lang=en&theme=light`);
    await plansSix(page);
    await page.click("[data-action=start]");
    await ends(page, 6);
    const tiles = page.locator(".sweep-tile");
    expect(await tiles.count()).toBe(6);
    expect(await page.locator(".sweep-group h3").allTextContents()).toEqual([
      "Learning rate 0.1",
      "Learning rate 0.3",
    ]);
    await expect
      .poll(() =>
        tiles.evaluateAll((all) => all.filter((each) => each.querySelector("img")?.naturalWidth).length),
      )
      .toBe(6);
    const reached = await page.locator(".sweep-tile[data-reached=true]").count();
    expect(await page.getAttribute("[data-reached]", "data-reached")).toBe(String(reached));
    expect(await page.locator(".sweep-spread circle").count()).toBe(6);
    await page.check("[data-choice=best] input");
    const losses = (await page.locator(".sweep-tile-loss").allTextContents()).map(Number);
    expect(losses).toEqual(losses.toSorted((left, right) => left - right));
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-action=csv]")]);
    const csv = await readFile(await download.path(), "utf8");
    expect(csv.trim().split("\n")).toHaveLength(7);
    await page.reload();
    await ends(page, 6);
    expect(await page.locator("[data-action=cancel]").count()).toBe(0);
    await tiles.first().click();
    await page.waitForSelector("[data-testid=train-loss]");
    expect(new URL(page.url()).hash).toMatch(/^#job=/);
  });

  it("is cancelled, by keyboard and on a phone", async ({ reads }) => {
    const reader = await reads("/sweeps", `${SMALL}&lang=zh-CN&theme=dark`, 390);
    const { page } = reader;
    await page.fill("[data-control=epochs] input", "100000");
    await page.press("[data-control=epochs] input", "Tab");
    await page.focus("[data-action=start]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-action=cancel]");
    expect(await reader.width()).toBe(390);
    await page.focus("[data-action=cancel]");
    await page.keyboard.press("Enter");
    await ends(page, 10);
    expect(await page.textContent(".sweep-head [role=status]")).toContain("已取消");
  });

  it("of more than 256 trainings cannot be started", async ({ reads }) => {
    const { page } = await reads("/sweeps", "ready=rates&lang=en");
    await page.selectOption("[data-axis='3'] [data-control=seed-count] select", "10");
    expect(await page.getAttribute("[data-action=start]", "aria-disabled")).toBe("true");
  });
});

describe.for(["en", "zh-CN"])("The page of sweeps, in %s", (language) => {
  it.for(["light", "dark"])(
    "has no accessibility violation, and is no wider than 320 pixels, in %s",
    async (theme, { reads }) => {
      const reader = await reads("/sweeps", `${SMALL}&lang=${language}&theme=${theme}`, 320);
      expect(await reader.accessibilityViolations()).toEqual([]);
      expect(await reader.width()).toBe(320);
      await plansSix(reader.page);
      expect(await reader.accessibilityViolations()).toEqual([]);
      await reader.page.click("[data-action=start]");
      await ends(reader.page, 6);
      expect(await reader.accessibilityViolations()).toEqual([]);
      expect(await reader.width()).toBe(320);
    },
  );
});
