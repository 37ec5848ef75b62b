import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

const SMALL = `network=${encodeURIComponent("dataset=xor&networkShape=2")}`;

/** Two learning rates and four batch sizes, each once. */
async function plansMatrix(page: Page): Promise<void> {
  await page.click("[data-action=add-axis]");
  await page.selectOption("[data-axis='2'] [data-control=axis] select", "batchSize");
  for (const value of ["0.003", "0.01", "0.03"]) await page.click(`[data-axis='1'] [data-value='${value}']`);
  await page.fill("[data-control=epochs] input", "20");
  await page.press("[data-control=epochs] input", "Tab");
}

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

describe("The matrix of a sweep", () => {
  it("shows two axes as numbers on colours, and opens the training of a cell by keyboard", async ({
    reads,
  }) => {
    const { page } = await reads("/sweeps", `${SMALL}&lang=en&theme=light`);
    await plansMatrix(page);
    const jobs = Number(await page.getAttribute("[data-jobs]", "data-jobs"));
    await page.click("[data-action=start]");
    await ends(page, jobs);
    const cells = page.locator(".sweep-cell");
    expect(await cells.count()).toBe(jobs);
    expect(await page.locator(".sweep-cell[data-rank]").count()).toBe(jobs);
    expect(await page.textContent("#sweep-matrix")).toBe("Learning rate against batch size");
    expect(await page.locator(".sweep-matrix tbody th").allTextContents()).toEqual(["0.1", "0.3"]);
    const name = (await cells.first().getAttribute("aria-label")) ?? "";
    expect(name).toMatch(/^Learning rate 0\.1, Batch size \d+: [\d.e−]+$/);
    await page.check("[data-choice=accuracy] input");
    expect(await cells.first().textContent()).toMatch(/%$/);
    await cells.first().focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-testid=train-loss]");
    expect(new URL(page.url()).hash).toMatch(/^#job=/);
  });

  it("with seeds has medians, and shows the trainings of a cell, on a phone", async ({ reads }) => {
    const reader = await reads("/sweeps", "ready=rates&lang=zh-CN&theme=dark", 390);
    const { page } = reader;
    await page.fill("[data-control=epochs] input", "3");
    await page.press("[data-control=epochs] input", "Tab");
    await page.click("[data-action=start]");
    await ends(page, 90);
    expect(await page.locator(".sweep-cell").count()).toBe(30);
    expect(await reader.width()).toBe(390);
    expect(await reader.accessibilityViolations()).toEqual([]);
    await page.locator(".sweep-cell").nth(7).press("Enter");
    expect(await page.locator(".sweep-tile").count()).toBe(3);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("sweep-results");
    await page.click("[data-action=all]");
    expect(await page.locator(".sweep-tile").count()).toBe(90);
  });

  it("follows the events of the sweep, and goes on after a lost connection", async ({ reads }) => {
    let streams = 0;
    const reader = await reads("/sweeps", `${SMALL}&lang=en`, 1280, (page) =>
      page.route("**/events", async (route) => {
        streams += 1;
        if (streams === 1) await route.abort();
        else await route.continue();
      }),
    );
    reader.expectsErrors = true;
    const tables: string[] = [];
    reader.page.on("request", (request) => {
      if (request.url().includes("/table")) tables.push(request.url());
    });
    await plansSix(reader.page);
    await reader.page.click("[data-action=start]");
    await ends(reader.page, 6);
    expect([streams, tables]).toEqual([2, []]);
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

  it.for(["light", "dark"])(
    "scrolls a matrix in a box of its own at 320 pixels, in %s",
    async (theme, { reads }) => {
      const reader = await reads("/sweeps", `${SMALL}&lang=${language}&theme=${theme}`, 320);
      await plansMatrix(reader.page);
      const jobs = Number(await reader.page.getAttribute("[data-jobs]", "data-jobs"));
      await reader.page.click("[data-action=start]");
      await ends(reader.page, jobs);
      expect(await reader.accessibilityViolations()).toEqual([]);
      expect(await reader.width()).toBe(320);
    },
  );
});
