import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";

/** Presses Enter on a button. */
async function presses(page: Page, button: string): Promise<void> {
  await page.focus(button);
  await page.keyboard.press("Enter");
}

/** Whether an element has the focus after the page is drawn: browsers move the focus from a disabled button only then. */
async function isFocused(page: Page, button: string): Promise<boolean> {
  return page.evaluate(async (selector) => {
    for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    return document.activeElement?.matches(selector) ?? false;
  }, button);
}

describe("The focus stays on its button", () => {
  it("after “Check” of an exercise", async ({ reads }) => {
    const { page } = await reads("/exercises/logic-gate");
    await page.waitForSelector(".exercise-cell input");
    await presses(page, "[data-action=check]");
    await page.waitForSelector("fieldset[data-verdict]");
    expect(await isFocused(page, "[data-action=check]")).toBe(true);
  });

  it.for(["layers", "initialization"])("after the training of the lab %s", async (lab, { reads }) => {
    const { page } = await reads(`/labs/${lab}`);
    await page.waitForSelector("[data-action=train]");
    await presses(page, "[data-action=train]");
    await page.waitForSelector("[data-action=train][aria-disabled=true]");
    await page.waitForSelector("[data-action=train][aria-disabled=false]", { timeout: 60_000 });
    expect(await isFocused(page, "[data-action=train]")).toBe(true);
  });

  it("at the end of a lab’s steps", async ({ reads }) => {
    const { page } = await reads("/labs/perceptron");
    await page.waitForSelector("[data-action=end]");
    await presses(page, "[data-action=end]");
    expect(await page.isDisabled("[data-action=end]")).toBe(true);
    expect(await isFocused(page, "[data-action=end]")).toBe(true);
  });

  it("after the last undo, and after the last neuron, layer or point is removed", async ({ opens }) => {
    const { page } = await opens("#lang=en&networkShape=2");
    const lastPresses: readonly string[] = [
      "[aria-label='Remove a neuron from hidden layer 1']",
      "[aria-label='Remove the last hidden layer']",
    ];
    for (const button of lastPresses) {
      await presses(page, button);
      expect([button, await isFocused(page, button)]).toEqual([button, true]);
    }
    for (let edit = 0; edit < 2; edit++) await presses(page, "[data-action=undo]");
    expect(await page.isDisabled("[data-action=undo]")).toBe(true);
    expect(await isFocused(page, "[data-action=undo]")).toBe(true);
    await page.click("[data-action=draw]");
    await presses(page, "[data-action=clear]");
    expect(await page.isDisabled("[data-action=clear]")).toBe(true);
    expect(await isFocused(page, "[data-action=clear]")).toBe(true);
  });
});
