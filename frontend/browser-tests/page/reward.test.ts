import { describe, expect } from "vitest";
import { accessibilityViolations } from "../support/accessibility-violations";
import { it } from "../support/fixtures";

describe("A data set that is learned", () => {
  it.for([
    ["en", "light", /^Solved in \d+ epochs\./, "Now the spiral?"],
    ["zh-CN", "dark", /^学会了，用了 \d+ 轮。/, "接着挑战螺旋？"],
  ] as const)(
    "is announced once, keeps a tick, and leads to the next one, without moving anything: %s, %s",
    async ([language, theme, words, next], { opens }) => {
      const user = await opens(`#lang=${language}&theme=${theme}`);
      const { page } = user;
      const places = () =>
        page.evaluate(() =>
          Array.from(document.querySelectorAll("main button, .thumbnail, .unit, .plane"))
            .filter((element) => element.checkVisibility())
            .map((element) => {
              const { left, top } = element.getBoundingClientRect();
              return `${element.className} ${String(left)} ${String(top)}`;
            }),
        );
      const before = await places();
      await page.keyboard.press("Space");
      await user.seesNotice("solved");
      expect(await places()).toEqual(before);
      expect(await page.locator(".notices").getAttribute("aria-live")).toBe("polite");
      expect(await page.textContent("[data-notice=solved] span")).toMatch(words);
      expect(await page.locator(".thumbnail:has([value=circle]) .solved-tick").count()).toBe(1);
      await user.presses("play");
      await user.settles();
      expect(await accessibilityViolations(page)).toEqual([]);

      expect(await page.textContent("[data-action=next]")).toBe(next);
      await page.focus("[data-action=next]");
      await page.keyboard.press("Enter");
      await page.locator("[data-notice=solved]").waitFor({ state: "detached" });
      expect(await page.isChecked("input[name=generator][value=spiral]")).toBe(true);
      expect(await page.evaluate(() => document.activeElement?.getAttribute("data-action"))).toBe("play");

      await page.reload();
      await page.locator(".solved-tick").waitFor();
      expect(await page.locator(".solved-tick").count()).toBe(1);
    },
  );
});
