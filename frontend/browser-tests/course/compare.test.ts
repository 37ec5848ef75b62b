import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

/** The networks as the address names them: the playground's keys. */
const FOUR = ["dataset=xor", "dataset=xor&activation=relu", "dataset=xor&learningRate=0.3", "dataset=circle"]
  .map((address) => `network=${encodeURIComponent(address)}`)
  .join("&");

async function epochs(page: Page): Promise<number> {
  return Number(await page.getAttribute("[data-testid=epoch]", "data-epoch"));
}

async function losses(page: Page): Promise<readonly number[]> {
  return (await page.locator("[data-testid=test-loss]").allTextContents()).map(Number);
}

/** Waits until the losses of all networks have arrived. */
async function shows(page: Page, networks: number): Promise<void> {
  await expect.poll(async () => (await losses(page)).filter(Number.isFinite).length).toBe(networks);
}

async function trainsUntil(page: Page, epoch: number): Promise<void> {
  await page.click("[data-action=play]");
  await expect.poll(() => epochs(page), { timeout: 30_000 }).toBeGreaterThan(epoch);
  await page.click("[data-action=play]");
  await page.locator(".compare-player [role=status]", { hasText: /\d/ }).waitFor();
}

describe("Four networks side by side", () => {
  it("train together on one stream, and stop at the same epoch", async ({ reads }) => {
    const streams: string[] = [];
    const reader = await reads("/compare", `${FOUR}&lang=en&theme=light`, 1280, (page) => {
      page.on("request", (request) => {
        if (request.url().includes("/events")) streams.push(request.url());
      });
      return Promise.resolve();
    });
    const { page } = reader;
    expect(await page.locator("[data-network]").count()).toBe(4);
    await shows(page, 4);
    const before = await losses(page);
    await trainsUntil(page, 60);
    await expect.poll(() => page.getAttribute("[data-action=play]", "aria-label")).toBe("Train all");
    expect(await losses(page)).not.toEqual(before);
    expect(streams).toHaveLength(1);
    const ids = new URL(streams[0] ?? "").searchParams.getAll("job");
    expect(ids).toHaveLength(4);
    const shown = await epochs(page);
    for (const id of ids) {
      const answer = await page.request.get(new URL(`/api/v1/jobs/${id}`, page.url()).href);
      expect(((await answer.json()) as { epoch: number }).epoch).toBe(shown);
    }
    await reader.presses("reset");
    await expect.poll(() => losses(page)).toEqual(before);
    await reader.presses("step");
    await expect.poll(() => epochs(page)).toBe(1);
  });

  it("show only the settings in which they differ, and open again from their address", async ({ reads }) => {
    const { page } = await reads("/compare", `${FOUR}&lang=en&theme=light`);
    const rows = page.locator("[data-difference]");
    expect(
      await rows.evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset["difference"])),
    ).toEqual(["learningRate", "activation", "generator"]);
    await page.selectOption("[data-network=D] [data-control=setting] select", { label: "Data" });
    await page.selectOption("[data-network=D] [data-control=value] select", { label: "XOR" });
    await expect.poll(() => rows.count()).toBe(2);
    await page.reload();
    await page.waitForSelector("[data-network=D]");
    expect(await rows.count()).toBe(2);
    expect(await page.textContent("[data-difference=learningRate]")).toBe("Learning rate0.030.030.30.03");
  });

  it("are no wider than a phone, and at most four", async ({ reads }) => {
    const reader = await reads("/compare", `${FOUR}&lang=zh-CN&theme=dark`, 390);
    await reader.settles();
    expect(await reader.width()).toBe(390);
    expect(await reader.page.locator("[data-action=duplicate][aria-disabled=true]").count()).toBe(4);
    await trainsUntil(reader.page, 5);
    const play = await reader.page.locator("[data-action=play]").boundingBox();
    expect(play?.y ?? 0).toBeGreaterThan(700);
  });
});

describe("By keyboard", () => {
  it("a network of the playground is duplicated, changed, trained and removed", async ({ opens }) => {
    const { page } = await opens("#lang=en&theme=light&dataset=xor&learningRate=0.1");
    await page.focus(".compare-link");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-network=B]");
    expect(await page.locator("[data-difference]").count()).toBe(0);
    // What to change in the copy has the focus.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toBe("What to change in network B");
    expect(await page.textContent("[data-network=B] .compared-settings")).toBe(
      "the same as A: change one thing",
    );
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.textContent("[data-difference=learningRate]")).toBe("Learning rate0.10.3");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      "Learning rate of network B",
    );
    await page.focus("[data-action=play]");
    await page.keyboard.press("Enter");
    await expect.poll(() => epochs(page), { timeout: 30_000 }).toBeGreaterThan(5);
    await page.keyboard.press("Enter");
    await page.focus("[data-network=B] [data-action=duplicate]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-network=C]");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toBe("What to change in network C");
    await page.focus("[data-network=A] [data-action=remove]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-network=C]", { state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  });
});

describe.for(["en", "zh-CN"])("The page that compares networks, in %s", (language) => {
  it.for(["light", "dark"])(
    "has no accessibility violation, and is no wider than 320 pixels, in %s",
    async (theme, { reads }) => {
      const reader = await reads("/compare", `${FOUR}&lang=${language}&theme=${theme}`, 320);
      await shows(reader.page, 4);
      await reader.settles();
      expect(await reader.accessibilityViolations()).toEqual([]);
      expect(await reader.width()).toBe(320);
    },
  );
});
