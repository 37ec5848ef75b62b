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
