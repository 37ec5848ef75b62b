import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

const LANGUAGES = [
  ["en", { switch: "Show what I point at", watching: "You are watching someone else’s training." }],
  ["zh-CN", { switch: "显示我指向的位置", watching: "你正在观看别人的训练。" }],
] as const;

describe("Presenting", () => {
  it.for(LANGUAGES)(
    "shows others the training live, and a ring round what the presenter points at, in %s",
    async ([language, words], { opens }) => {
      const presenter = await opens(`#lang=${language}&networkShape=3,2`);
      const { page } = presenter;
      await page.click("[data-action=share]");
      await page.click(".present-section summary");
      const link = await page.inputValue("#share-presentation");
      await page.getByRole("button", { name: words.switch }).click();
      await page.locator(".present-section .qr-picture").first().waitFor();
      await page.keyboard.press("Escape");
      await page.locator("[data-notice=presenting]").waitFor();

      const watcher = await opens(`${link.slice(link.indexOf("#"))}&lang=${language}`);
      expect(await watcher.page.textContent("[data-notice=watching]")).toContain(words.watching);
      expect(await watcher.page.isDisabled("[data-action=play]")).toBe(true);
      await presenter.presses("play");
      expect(await watcher.sees("epoch", (epoch) => epoch > 20)).toBe(true);
      await presenter.presses("play");

      await page.hover("[data-layer='0'][data-unit='2']");
      await watcher.page.locator(".attended[data-layer='0'][data-unit='2']").waitFor();
      await page.focus("[data-layer='-1'][data-unit='1']");
      await watcher.page.locator(".attended[data-layer='-1'][data-unit='1']").waitFor();
      await page.click("[data-action=stop-presenting]");
      await watcher.page.locator(".attended").waitFor({ state: "detached" });
      await page.focus("[data-layer='1'][data-unit='0']");
      await presenter.settles();
      expect(await watcher.page.locator(".attended").count()).toBe(0);
    },
  );

  it("marks the weight under the presenter's pointer, and sends nothing to the server without presenting", async ({
    opens,
  }) => {
    const presenter = await opens("#lang=en&networkShape=1");
    const { page } = presenter;
    const pointAtLink = async (share: number) => {
      const { x, y } = await page
        .locator(".links g path")
        .first()
        .evaluate((path, at) => {
          const curve = path as SVGPathElement;
          const point = curve.getPointAtLength(at * curve.getTotalLength());
          const box = curve.ownerSVGElement?.getBoundingClientRect();
          return { x: point.x + (box?.x ?? 0), y: point.y + (box?.y ?? 0) };
        }, share);
      await page.mouse.move(x, y);
    };
    await pointAtLink(0.4);
    await presenter.settles();
    expect(presenter.count("PUT", /attention/)).toBe(0);
    const watcher = await opens(`#lang=en&job=${presenter.jobId()}`);
    await page.click("[data-action=share]");
    await page.click(".present-section summary");
    await page.click("[data-action=present]");
    await page.keyboard.press("Escape");
    await pointAtLink(0.5);
    await watcher.page.locator(".attended-link").waitFor();
    expect(await watcher.page.getAttribute(".attended-link", "d")).toBe(
      await watcher.page.locator(".links g path").first().getAttribute("d"),
    );
  });

  it("shows the audience the presenter’s step of “Look inside”, with the same numbers", async ({ opens }) => {
    const presenter = await opens("#lang=en&networkShape=3,2&seed=5");
    const { page } = presenter;
    await page.click("[data-action=share]");
    await page.click(".present-section summary");
    await page.click("[data-action=present]");
    await page.keyboard.press("Escape");
    const watcher = await opens(`#lang=en&job=${presenter.jobId()}`);
    await watcher.sees("epoch", (epoch) => epoch === 0);
    const numbers = (of: typeof page) => of.locator("[data-testid=formula]").textContent();
    await page.click("[data-action=inside]");
    await watcher.page.waitForSelector("[data-testid=formula] .katex");
    expect(await watcher.page.locator("[data-action=walkthrough-next]").isVisible()).toBe(false);
    for (const phase of ["loss", "backward", "update"]) {
      await page.click(`[data-to-phase=${phase}]`);
      await watcher.page.waitForSelector(`.walkthrough-bar[data-phase=${phase}]`);
      await expect.poll(() => numbers(watcher.page)).toBe(await numbers(page));
    }
    await page.click("[data-action=walkthrough-next]");
    await page.waitForSelector(".walkthrough-bar[data-phase=forward]");
    await watcher.page.waitForSelector(".walkthrough-bar[data-phase=forward]");
    await expect.poll(() => numbers(watcher.page)).toBe(await numbers(page));
    await page.click("[data-action=walkthrough-close]");
    await watcher.page.locator(".walkthrough-bar").waitFor({ state: "detached" });
  });
});
