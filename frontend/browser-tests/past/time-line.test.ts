import { describe, expect } from "vitest";
import { accessibilityViolations } from "../support/accessibility-violations";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

const LANGUAGES = [
  ["en", { bar: "The past", present: "Back to the present", at: /^Epoch (\d+) of \d+, training loss/ }],
  ["zh-CN", { bar: "历史", present: "回到现在", at: /^第 (\d+) 轮，共 \d+ 轮，训练损失/ }],
] as const;

const SLIDER = ".time-line input";

/** Trains for some epochs and pauses. */
async function trains(user: User): Promise<void> {
  await user.presses("play");
  expect(await user.sees("epoch", (epoch) => epoch > 30)).toBe(true);
  await user.presses("play");
  await user.settles();
  await user.page.locator(SLIDER).waitFor();
}

describe("The time line", () => {
  it("is not there before the first epoch", async ({ opens }) => {
    const { page } = await opens();
    expect(await page.locator(SLIDER).count()).toBe(0);
  });

  it("moves nothing when it appears, and when the past is entered", async ({ opens }) => {
    const user = await opens();
    const plane = () => user.page.locator(".plane").boundingBox();
    const before = await plane();

    await trains(user);
    expect(await plane()).toEqual(before);
    await user.page.locator(SLIDER).press("Home");
    await user.page.getByRole("group", { name: "The past" }).waitFor();

    expect(await plane()).toEqual(before);
  });

  it.for(LANGUAGES)(
    "is dragged back by keyboard to losses and network as they were, in %s",
    async ([language, text], { opens }) => {
      const user = await opens(`#lang=${language}`);
      const { page } = user;
      const untrained = await user.reads("train-loss");
      const output = () => page.locator("[data-layer='2'] canvas").evaluate(pictureOf);
      const first = await output();
      await trains(user);
      expect(await output()).not.toBe(first);

      const slider = page.locator(SLIDER);
      await slider.press("Home");

      await expect.poll(() => user.reads("train-loss")).toBe(untrained);
      await expect.poll(output).toBe(first);
      expect(await page.getByRole("group", { name: text.bar }).isVisible()).toBe(true);
      expect(text.at.exec((await slider.getAttribute("aria-valuetext")) ?? "")?.[1]).toBe("0");
      expect(await page.locator("[data-field=learningRate] select").isDisabled()).toBe(true);

      await page.getByRole("button", { name: text.present }).press("Enter");
      expect(await page.getByRole("group", { name: text.bar }).count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.matches(".time-line input"))).toBe(true);
      expect(await page.locator("[data-field=learningRate] select").isEnabled()).toBe(true);
    },
  );

  it("plays the past up to the present, while the training stays paused", async ({ opens }) => {
    const user = await opens();
    await trains(user);
    const { page } = user;
    await page.locator(SLIDER).press("Home");
    await page.getByLabel("Speed of the past").selectOption("60");

    await page.click("[data-action=past-forward]");

    await page.locator(".past-bar").waitFor({ state: "detached" });
    expect((await user.job())["state"]).toBe("paused");
  });

  it.for([
    [390, "en", "light"],
    [390, "zh-CN", "dark"],
    [320, "en", "dark"],
  ] as const)(
    "fits a screen of %i pixels, in %s, without violations",
    async ([width, language, theme], { browser, opens }) => {
      const context = await browser.newContext({ hasTouch: true, viewport: { width, height: 700 } });
      const user = await opens(`#lang=${language}&theme=${theme}`, undefined, context);
      await trains(user);
      const { page } = user;

      await page.locator(SLIDER).press("PageDown");
      await page.locator(".past-bar").waitFor();
      await page.locator(".past-branch select").first().selectOption("learningRate");

      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const [slider, bar] = await Promise.all(
        [SLIDER, ".past-bar"].map((of) => page.locator(of).boundingBox()),
      );
      expect((slider?.y ?? 0) + (slider?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
      expect(await accessibilityViolations(page)).toEqual([]);
    },
  );
});

describe("Going on from an epoch of the past", () => {
  it("trains a branch with another setting, beside the curve of its parent", async ({ opens }) => {
    const user = await opens();
    await trains(user);
    const { page } = user;
    const parent = user.jobId();
    await page.locator(SLIDER).press("Home");
    for (let epoch = 0; epoch < 5; epoch++) await page.locator(SLIDER).press("ArrowRight");

    await page.getByLabel("Setting to change").selectOption("learningRate");
    await page.getByLabel("New value: Learning rate").selectOption("0.1");
    await page.click("[data-action=branch]");

    await expect.poll(() => user.jobId()).not.toBe(parent);
    await page.locator("path.of-parent").first().waitFor({ state: "attached" });
    expect(await page.textContent(".parent-legend")).toBe("Before the branch at epoch 5");
    expect(await user.sees("epoch", (epoch) => epoch > 10)).toBe(true);
    expect(await page.inputValue("[data-field=learningRate] select")).toBe("0.1");
    const job = await user.job();
    expect(job["parent"]).toEqual({ job: parent, run: 1, epoch: 5 });
  });
});

function pictureOf(canvas: HTMLElement | SVGElement): string {
  return (canvas as HTMLCanvasElement).toDataURL();
}
