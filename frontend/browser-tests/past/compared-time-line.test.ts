import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

const FOUR = ["dataset=xor", "dataset=xor&activation=relu", "dataset=xor&learningRate=0.3", "dataset=circle"]
  .map((address) => `network=${encodeURIComponent(address)}`)
  .join("&");
const SLIDER = ".compare-player .time-line input";
const LANGUAGES = {
  en: {
    bar: "The past",
    present: "Back to the present",
    at: /^Epoch (\d+) of \d+\. Test losses: A 0\.\d+, B/,
  },
  "zh-CN": { bar: "历史", present: "回到现在", at: /^第 (\d+) 轮，共 \d+ 轮。测试损失：A 0\.\d+, B/ },
} as const;

async function losses(page: Page): Promise<readonly string[]> {
  return page.locator("[data-testid=test-loss]").allTextContents();
}

async function pictures(page: Page): Promise<readonly string[]> {
  const canvases = page.locator(".compared-plane .heatmap, .compared-network");
  return canvases.evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
}

async function trainsUntil(page: Page, epoch: number): Promise<void> {
  const shown = async () => Number(await page.getAttribute("[data-testid=epoch]", "data-epoch"));
  await page.click("[data-action=play]");
  await expect.poll(shown, { timeout: 30_000 }).toBeGreaterThan(epoch);
  await page.click("[data-action=play]");
  await page.locator(".compare-player [role=status]", { hasText: /\d/ }).waitFor();
}

describe("The time line of four networks", () => {
  it.for([
    [1280, "en", "light"],
    [390, "zh-CN", "dark"],
    [390, "en", "dark"],
    [320, "zh-CN", "light"],
  ] as const)(
    "shows all as they were, by keyboard, on %i pixels in %s, without violations",
    async ([width, language, theme], { reads }) => {
      const text = LANGUAGES[language];
      const reader = await reads("/compare", `${FOUR}&lang=${language}&theme=${theme}`, width);
      const { page } = reader;
      const slider = page.locator(SLIDER);
      expect(await slider.isDisabled()).toBe(true);
      await expect.poll(async () => (await losses(page)).filter((loss) => /\d/.test(loss)).length).toBe(4);
      await reader.settles();
      const untrained = await losses(page);
      const first = await pictures(page);
      await trainsUntil(page, 30);
      await reader.settles();
      const planes = () =>
        page
          .locator(".compared-plane")
          .evaluateAll((all) => all.map((plane) => plane.getBoundingClientRect().y));
      const places = await planes();
      const trained = await losses(page);

      await slider.press("Home");

      await expect.poll(() => losses(page)).toEqual(untrained);
      await expect.poll(() => pictures(page)).toEqual(first);
      expect(text.at.exec((await slider.getAttribute("aria-valuetext")) ?? "")?.[1]).toBe("0");
      expect(await page.getByRole("group", { name: text.bar }).isVisible()).toBe(true);
      expect(await page.locator(".past-line").count()).toBe(1);
      expect(await planes()).toEqual(places);
      expect(await reader.width()).toBe(width);
      expect(await reader.accessibilityViolations()).toEqual([]);

      await page.getByRole("button", { name: text.present }).press("Enter");
      await expect.poll(() => losses(page)).toEqual(trained);
      expect(await page.evaluate(() => document.activeElement?.matches(".time-line input"))).toBe(true);
    },
  );

  it("asks about each network once at a time while it is dragged, and plays the past", async ({ reads }) => {
    const inFlight = new Map<string, number>();
    let most = 0;
    const { page } = await reads("/compare", `${FOUR}&lang=en&theme=light`, 1280, (opened) => {
      const count = (url: string, by: number) => {
        const id = /jobs\/([^/]+)\/frame/.exec(url)?.[1];
        if (id !== undefined) inFlight.set(id, (inFlight.get(id) ?? 0) + by);
        most = Math.max(most, ...inFlight.values());
      };
      opened.on("request", (request) => {
        count(request.url(), 1);
      });
      opened.on("requestfinished", (request) => {
        count(request.url(), -1);
      });
      return Promise.resolve();
    });
    await trainsUntil(page, 30);
    const box = await page.locator(SLIDER).boundingBox();
    if (!box) throw new Error("There is no time line.");
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width - 8, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 4, y, { steps: 30 });
    await page.mouse.up();

    const epoch = await page.getAttribute("[data-testid=epoch]", "data-epoch");
    for (const letter of ["A", "B", "C", "D"]) {
      await page
        .getByRole("img", { name: new RegExp(`^Output of network ${letter} after epoch ${epoch ?? ""}\\.`) })
        .waitFor();
    }
    expect([inFlight.size, most]).toEqual([4, 1]);

    await page.getByLabel("Speed of the past").selectOption("60");
    await page.click("[data-action=past-forward]");
    await page.locator(".past-bar").waitFor({ state: "detached" });
    expect(await page.locator(".past-line").count()).toBe(0);
  });
});
