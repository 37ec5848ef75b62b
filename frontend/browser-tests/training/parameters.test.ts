import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

let user: User;

interface Layer {
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly number[];
}

async function layers(): Promise<readonly Layer[]> {
  return JSON.parse(await user.parameters()) as readonly Layer[];
}

/** A point in the network, in the viewport. */
async function unitCentre(layer: number, unit: number): Promise<{ readonly x: number; readonly y: number }> {
  const box = await user.page
    .locator(`[data-layer='${String(layer)}'][data-unit='${String(unit)}']`)
    .boundingBox();
  if (!box) throw new Error("The unit is not to be seen.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Half of the edge of a unit. */
const EDGE = 32;

describe("A weight or a bias", () => {
  it("is set after a click on its link, training continues from it, and it can be undone", async ({
    opens,
  }) => {
    user = await opens("#lang=en&theme=light");
    const [from, to] = [await unitCentre(0, 0), await unitCentre(1, 0)];
    const middle = [(from.x + to.x) / 2, (from.y + to.y) / 2] as const;
    const first = (await layers())[1]?.weights[0]?.[0];
    await user.page.mouse.move(...middle);
    expect(await user.page.textContent(".parameter-card")).toMatch(
      /^Weight [−\d.]+\nfrom hidden layer 1, neuron 1 to hidden layer 2, neuron 1$/,
    );
    await user.page.mouse.click(...middle);
    const loss = await user.reads("test-loss");
    await user.page.keyboard.type("3.5");
    await user.page.keyboard.press("Enter");
    await expect.poll(async () => (await layers())[1]?.weights[0]?.[0]).toBe(3.5);
    expect(await user.sees("test-loss", (now) => now !== loss)).toBe(true);
    expect(await user.reads("epoch")).toBe(0);
    expect(await user.page.locator(".parameter-box").count()).toBe(0);
    await user.presses("step");
    expect(await user.sees("epoch", (epoch) => epoch === 1)).toBe(true);
    expect((await layers())[1]?.weights[0]?.[0]).toBeCloseTo(3.5, 0);
    await user.page.click("[data-action=undo]");
    await expect.poll(async () => (await layers())[1]?.weights[0]?.[0]).toBe(first);
  });

  it("is dragged by the slider beside its number, which covers neither the neuron nor the plane", async ({
    opens,
  }) => {
    user = await opens("#lang=en&theme=light&noise=5");
    const unit = user.page.locator("[data-layer='0'][data-unit='1']");
    await unit.click();
    const box = user.page.locator(".parameter-box");
    const [boxed, ...others] = await Promise.all(
      [box, unit, user.page.locator(".plane")].map((each) => each.boundingBox()),
    );
    for (const other of others) {
      if (!boxed || !other) throw new Error("Something is not to be seen.");
      const apart =
        boxed.x >= other.x + other.width ||
        boxed.x + boxed.width <= other.x ||
        boxed.y >= other.y + other.height ||
        boxed.y + boxed.height <= other.y;
      expect(apart).toBe(true);
    }
    const before = (await layers())[0]?.weights[1]?.[0] ?? 0;
    await box.locator(".parameter-row").nth(1).locator("input[type=range]").fill("1.5");
    await expect.poll(async () => (await layers())[0]?.weights[1]?.[0]).toBe(1.5);
    await user.page.keyboard.press("Escape");
    await user.page.click("[data-action=undo]");
    await expect.poll(async () => (await layers())[0]?.weights[1]?.[0]).toBe(before);
  });

  it("shows what belongs to a neuron under the pointer: other links are dimmed", async ({ opens }) => {
    user = await opens("#lang=en&theme=light&noise=5");
    const dimmed = () => user.page.locator(".links .out-of-focus").count();
    expect(await dimmed()).toBe(0);
    await user.page.hover("[data-layer='0'][data-unit='1']");
    await expect.poll(dimmed).toBe(8 + 8 + 2 - 4);
    await user.page.mouse.move(5, 5);
    await expect.poll(dimmed).toBe(0);
  });

  it("can be the output's bias, too, and shows its value under the pointer", async ({ opens }) => {
    user = await opens("#lang=zh-CN&theme=dark");
    const output = await unitCentre(2, 0);
    const bias = [output.x - EDGE - 6, output.y + EDGE - 1] as const;
    await user.page.mouse.move(...bias);
    expect(await user.page.textContent(".parameter-card")).toBe("偏置 0.10");
    await user.page.mouse.click(...bias);
    await user.page.keyboard.type("-0.75");
    await user.page.keyboard.press("Enter");
    await expect.poll(async () => (await layers())[2]?.biases[0]).toBe(-0.75);
  });

  it("can be read and set by keyboard alone: Enter on a neuron opens its parameters", async ({ opens }) => {
    user = await opens("#lang=en");
    await user.page.focus("[data-layer='0'][data-unit='0']");
    await user.page.keyboard.press("ArrowDown");
    await user.page.keyboard.press("Enter");
    const box = user.page.getByRole("dialog", { name: "Hidden layer 1, neuron 2" });
    await box.waitFor();
    expect(await box.getByLabel("Bias").inputValue()).toBe("0.1");
    await user.page.keyboard.press("Tab");
    await user.page.keyboard.press("Tab");
    await user.page.keyboard.type("-2");
    await user.page.keyboard.press("Enter");
    await expect.poll(async () => (await layers())[0]?.weights[1]?.[1]).toBe(-2);
    expect(await user.page.evaluate(() => document.activeElement?.getAttribute("data-unit"))).toBe("1");
    await user.page.keyboard.press("Enter");
    await user.page.keyboard.press("Escape");
    expect(await box.count()).toBe(0);
  });

  it.for([
    ["en", "Hidden layer 1, neuron 2", /^a = tanh\(−?0\.\d\d x₁ [+−] 0\.\d\d x₂ \+ 0\.10\)$/],
    ["zh-CN", "第 1 隐藏层，第 2 个神经元", /^a = tanh\(−?0\.\d\d x₁ [+−] 0\.\d\d x₂ \+ 0\.10\)$/],
  ] as const)(
    "is in its neuron's equation, and the neuron stays large while its box is open, in %s",
    async ([language, name, formula], { browser, opens }) => {
      user = await opens(`#lang=${language}`);
      const large = () => user.page.locator(".plane-caption").allTextContents();
      await user.page.click("[data-layer='0'][data-unit='1']");
      await user.page.locator(".parameter-box").waitFor();
      await user.page.mouse.move(5, 5);
      await user.page.waitForTimeout(200);
      expect(await large()).toEqual([name]);
      const equation = (await user.page.textContent("[data-testid=equation]")) ?? "";
      expect(equation.replaceAll("\u00a0", " ")).toMatch(formula);
      await user.page.mouse.click(5, 300);
      await expect.poll(large).toEqual([]);
      expect(await user.page.locator(".parameter-box").count()).toBe(0);
      await user.leaves();

      const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
      user = await opens(`#lang=${language}`, undefined, context);
      await user.page.tap("[data-layer='0'][data-unit='1']");
      await user.page.locator(".parameter-box").waitFor();
      await expect.poll(large).toEqual([name]);
    },
  );

  it("is live in its box during training", async ({ opens }) => {
    user = await opens("#lang=en");
    await user.page.click("[data-layer='2'][data-unit='0']");
    const bias = user.page.locator(".parameter-row input").first();
    const before = await bias.inputValue();
    await user.page.keyboard.press("Escape");
    await user.presses("play");
    await user.page.click("[data-layer='2'][data-unit='0']");
    await expect.poll(() => bias.inputValue()).not.toBe(before);
    const epoch = await user.reads("epoch");
    await bias.fill("2");
    await bias.press("Enter");
    expect(await user.sees("epoch", (now) => now > epoch + 10)).toBe(true);
    expect(user.count("PUT", /parameters/)).toBe(1);
  });

  it("can be set by touch on a phone", async ({ browser, opens }) => {
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
    user = await opens("#lang=zh-CN", undefined, context);
    await user.page.tap("[data-layer='0'][data-unit='1']");
    const bias = user.page.locator(".parameter-row input").first();
    await bias.fill("1.5");
    await bias.press("Enter");
    await expect.poll(async () => (await layers())[0]?.biases[1]).toBe(1.5);
  });

  it("is rejected with the server's text if out of range, and the old value returns", async ({ opens }) => {
    user = await opens("#lang=en");
    await user.page.click("[data-layer='0'][data-unit='0']");
    const bias = user.page.locator(".parameter-row input").first();
    await bias.fill("1e30");
    await user.page.keyboard.press("Tab");
    await user.page.locator(".parameter-box .field-error:not(:empty)").waitFor();
    await expect.poll(() => bias.inputValue()).toBe("0.1");
    user.browserErrors.length = 0; // the browser reports the rejected request
  });
});
