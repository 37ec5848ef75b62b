import type { BrowserContext } from "playwright-core";
import { describe, expect } from "vitest";
import { it as base } from "../support/fixtures";

const it = base.extend("phone", ({ browser }, { onCleanup }) => {
  const contexts: BrowserContext[] = [];
  onCleanup(async () => {
    await Promise.all(contexts.map((each) => each.close()));
  });
  return async (width: number) => {
    const context = await browser.newContext({ hasTouch: true, viewport: { width, height: 700 } });
    contexts.push(context);
    return context;
  };
});

describe("The settings on a phone", () => {
  it.for([
    ["en", "Settings", "Close"],
    ["zh-CN", "设置", "关闭"],
  ] as const)(
    "are a dialog that takes the focus, and returns it after Escape or a tap outside, in %s",
    async ([language, name, close], { phone, opens }) => {
      const { page } = await opens(`#lang=${language}`, undefined, await phone(390));
      const button = page.locator(".settings-button");
      const sheet = page.getByRole("dialog", { name, exact: true });
      const focused = () => page.evaluate(() => document.activeElement?.className ?? "");
      expect(await button.getAttribute("aria-expanded")).toBe("false");
      await button.focus();
      await page.keyboard.press("Enter");
      await sheet.waitFor();
      expect(await button.getAttribute("aria-expanded")).toBe("true");
      expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(close);
      await page.keyboard.press("Escape");
      await sheet.waitFor({ state: "hidden" });
      expect(await focused()).toContain("settings-button");

      await button.tap();
      await sheet.waitFor();
      await page.touchscreen.tap(195, 70);
      await sheet.waitFor({ state: "hidden" });
      expect(await focused()).toContain("settings-button");
      await page.locator("[data-field=noise]").waitFor({ state: "hidden" });
    },
  );

  it.for([
    [320, "en"],
    [320, "zh-CN"],
    [390, "en"],
    [390, "zh-CN"],
  ] as const)(
    "and notices end above the bar of buttons, %d pixels wide, in %s",
    async ([width, language], { phone, opens }) => {
      const { page } = await opens(`#lang=${language}`, undefined, await phone(width));
      await page.evaluate(() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "1,1,0\n2,two,1");
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
      });
      await page.waitForSelector("[data-notice=invalidTable]");
      const { notice, bar, wanted } = await page.evaluate(() => {
        const player = document.querySelector(".player");
        const needed = Array.from(player?.children ?? [], (each) => each.getBoundingClientRect().bottom);
        return {
          notice: document.querySelector(".notice")?.getBoundingClientRect().bottom ?? 0,
          bar: player?.getBoundingClientRect().top ?? 0,
          wanted: Math.max(...needed),
        };
      });
      expect(notice).toBeLessThanOrEqual(bar);
      expect(wanted).toBeLessThanOrEqual(700);
      await page.tap(".settings-button");
      await page.locator(".settings-open").evaluate((sheet) => {
        sheet.scrollTo(0, sheet.scrollHeight);
      });
      await expect
        .poll(() =>
          page.locator(".advanced-settings summary").evaluate((each) => each.getBoundingClientRect().bottom),
        )
        .toBeLessThanOrEqual(bar);
    },
  );
});

describe("The plane on a phone", () => {
  it.for([
    [320, "en"],
    [390, "en"],
    [390, "zh-CN"],
  ] as const)(
    "stays in view with the losses while the network is edited and trains, %d pixels wide, in %s",
    async ([width, language], { phone, opens }) => {
      const user = await opens(`#lang=${language}&networkShape=8,8&seed=3`, undefined, await phone(width));
      const { page } = user;
      const box = async (part: string) => {
        const { top, bottom, left, right } = await page
          .locator(part)
          .first()
          .evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect);
        return { top, bottom, left, right };
      };
      await page.locator(".unit[data-layer='0'][data-unit='7']").tap();
      const [plane, losses, edited] = [
        await box(".plane"),
        await box(".losses"),
        await box(".parameter-box"),
      ];
      expect(plane.top).toBeGreaterThanOrEqual(0);
      expect(plane.bottom).toBeLessThanOrEqual(edited.top);
      expect(losses.left).toBeGreaterThanOrEqual(plane.right);
      expect(losses.right).toBeLessThanOrEqual(width);
      await page.keyboard.press("Escape");
      await page.mouse.wheel(0, 150);
      await user.presses("play");
      expect(await user.sees("epoch", (epoch) => epoch > 20)).toBe(true);
      expect((await box(".plane")).top).toBeGreaterThanOrEqual(0);
      const bar = await box(".player");
      await page.focus(".unit[data-layer='0'][data-unit='0']");
      const unit = await box(".unit[data-layer='0'][data-unit='0']");
      expect(unit.top).toBeGreaterThan((await box(".plane")).bottom);
      expect(unit.bottom).toBeLessThan(bar.top);
    },
  );
});
