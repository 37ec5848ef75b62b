import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

const LANGUAGES = [
  [
    "en",
    {
      play: /Starts and pauses training/,
      noise: /Adds random errors to the data/,
      table: /The points as text/,
    },
  ],
  ["zh-CN", { play: /开始或暂停训练/, noise: /给数据加上随机误差/, table: /以文本形式显示样本点/ }],
] as const;

const shown = () => user.page.locator(".hint:popover-open");

async function hoverFor(selector: string): Promise<void> {
  await user.page.mouse.move(640, 790);
  await shown().waitFor({ state: "hidden" });
  await user.page.hover(selector);
}

describe("A hint", () => {
  it.for(LANGUAGES)(
    "appears for pointer and focus, stays under the pointer, and disappears with Escape, in %s",
    async ([language, words], { opens }) => {
      user = await opens(`#lang=${language}`);
      await user.page.hover("[data-action=play]");
      await expect.poll(() => shown().textContent()).toMatch(words.play);
      const box = await shown().boundingBox();
      await user.page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 8, { steps: 3 });
      await user.page.waitForTimeout(600);
      expect(await shown().textContent()).toMatch(words.play);
      await user.page.keyboard.press("Escape");
      expect(await shown().count()).toBe(0);

      await user.page.focus("[data-field=noise] input[type=range]");
      await user.page.keyboard.press("Tab");
      await expect.poll(() => shown().count()).toBe(1);
      await user.page.keyboard.press("Shift+Tab");
      await expect.poll(() => shown().textContent()).toMatch(words.noise);
      await user.page.keyboard.press("Shift+Tab");
      await user.page.focus("[data-action=table]");
      await expect.poll(() => shown().textContent()).toMatch(words.table);
    },
  );

  it("appears for focus although the pointer moves and the page scrolls meanwhile", async ({ opens }) => {
    user = await opens("#lang=en");
    await user.page.setViewportSize({ width: 1280, height: 500 });
    await user.page.mouse.move(640, 490);
    await user.page.focus("[data-field=noise] input[type=range]");
    await user.page.keyboard.press("Tab");
    await user.page.keyboard.press("Shift+Tab");
    await user.page.mouse.move(660, 480, { steps: 3 });
    await user.page.evaluate(() => {
      scrollBy(0, 40);
    });
    await expect.poll(() => shown().textContent()).toMatch(/Adds random errors to the data/);
  });

  it("is hidden by a press, and does not reappear until the pointer has left the control", async ({
    opens,
  }) => {
    user = await opens("#lang=en");
    await user.page.hover("[data-action=play]");
    await shown().waitFor();
    await user.page.mouse.down();
    await user.page.mouse.up();
    expect(await shown().count()).toBe(0);
    await user.page.waitForTimeout(900);
    expect(await shown().count()).toBe(0);
    expect(await user.playIcon()).toBe("Pause");
  });

  it.for(LANGUAGES)(
    "appears for a long press, which does not activate the control, and for a tap on a label, in %s",
    async ([language, words], { browser, opens }) => {
      const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
      user = await opens(`#lang=${language}`, undefined, context);
      const icon = await user.playIcon();
      const play = await user.page.locator("[data-action=play]").boundingBox();
      const [x, y] = [(play?.x ?? 0) + 20, (play?.y ?? 0) + 20];
      const finger = await context.newCDPSession(user.page);
      await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
      await expect.poll(() => shown().textContent()).toMatch(words.play);
      await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      expect(await user.playIcon()).toBe(icon);
      await user.page.tap("[data-action=play]");
      expect(await shown().count()).toBe(0);
      expect(await user.playIcon()).not.toBe(icon);
      await user.page.tap(".settings-button");
      await user.page.tap("[data-field=noise] label");
      await expect.poll(() => shown().textContent()).toMatch(words.noise);
    },
  );

  it.for(["en", "zh-CN"])("exists for every control, in %s", async (language, { opens }) => {
    user = await opens(`#lang=${language}`);
    await user.page.click("[data-action=draw]");
    await user.opensAdvancedSettings();
    const without = await user.page.evaluate(() =>
      Array.from(document.querySelectorAll<HTMLElement>("button, select, input, summary, nav a"))
        .filter((each) => each.checkVisibility() && !each.closest("[data-hint]"))
        // A neuron is explained beside the network; the others by their own texts.
        .filter(
          (each) => !each.matches(".unit:not(.feature), .skip-link, [data-action=explain], .article-button"),
        )
        .map((each) => each.outerHTML.slice(0, 120)),
    );
    expect(without).toEqual([]);
    const untold = await user.page.evaluate(() =>
      Array.from(document.querySelectorAll<HTMLElement>("button[data-hint], select[data-hint]"))
        .filter((each) => each.getAttribute("aria-description") !== each.dataset["hint"])
        .map((each) => each.outerHTML.slice(0, 120)),
    );
    expect(untold).toEqual([]);
  });

  it("covers neither its own control nor one of its group", async ({ opens }) => {
    user = await opens("#lang=en&noise=5"); // without the invitation to play
    for (const control of [
      "[data-action=play]",
      "[data-action=undo]",
      "[data-field=learningRate]",
      "[data-field=task]",
      ".thumbnail:nth-child(2)",
      "[data-field=noise]",
      "[data-action=regenerate]",
      ".layer-control .stepper",
      ".feature",
      "[data-action=table]",
      ".check",
      ".metrics-details summary",
    ]) {
      await hoverFor(control);
      await shown().waitFor();
      const covered = await user.page.evaluate((selector) => {
        const hint = document.querySelector(".hint:popover-open")?.getBoundingClientRect();
        if (!hint) return ["none is shown"];
        const group = document
          .querySelector(selector)
          ?.closest(".page-header, .player, .hyperparameters, .data, .network, .output");
        return Array.from(group?.querySelectorAll<HTMLElement>("button, select, input, summary, nav a") ?? [])
          .filter((each) => each.checkVisibility() && !each.matches(".visually-hidden, .skip-link"))
          .filter((each) => {
            const { left, right, top, bottom } = each.getBoundingClientRect();
            return left < hint.right && right > hint.left && top < hint.bottom && bottom > hint.top;
          })
          .map((each) => each.outerHTML.slice(0, 120));
      }, control);
      expect([control, covered]).toEqual([control, []]);
    }
  });
});
