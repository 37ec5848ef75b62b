import { describe, expect } from "vitest";
import { it } from "./fixtures";
import type { Person } from "./person";

let person: Person;

interface Layer {
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly number[];
}

async function layers(): Promise<readonly Layer[]> {
  return JSON.parse(await person.parameters()) as readonly Layer[];
}

/** Of the network's drawing, in the viewport. */
async function unitCentre(layer: number, unit: number): Promise<{ readonly x: number; readonly y: number }> {
  const box = await person.page
    .locator(`[data-layer='${String(layer)}'][data-unit='${String(unit)}']`)
    .boundingBox();
  if (!box) throw new Error("The unit is not to be seen.");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const EDGE = 17;

describe("A weight or a bias", () => {
  it("is set by a click on its line, trains on from there, and is undone", async ({ opens }) => {
    person = await opens("#lang=en&theme=light");
    const [from, to] = [await unitCentre(0, 0), await unitCentre(1, 0)];
    const middle = [(from.x + to.x) / 2, from.y] as const;
    const first = (await layers())[1]?.weights[0]?.[0];
    await person.page.mouse.move(...middle);
    expect(await person.page.textContent(".parameter-card")).toMatch(/^Weight [−\d.]+$/);
    await person.page.mouse.click(...middle);
    const loss = await person.reads("test-loss");
    await person.page.keyboard.type("3.5");
    await person.page.keyboard.press("Enter");
    await expect.poll(async () => (await layers())[1]?.weights[0]?.[0]).toBe(3.5);
    expect(await person.sees("test-loss", (now) => now !== loss)).toBe(true);
    expect(await person.reads("epoch")).toBe(0);
    expect(await person.page.locator(".parameter-box").count()).toBe(0);
    await person.presses("step");
    expect(await person.sees("epoch", (epoch) => epoch === 1)).toBe(true);
    expect((await layers())[1]?.weights[0]?.[0]).toBeCloseTo(3.5, 0);
    await person.page.click("[data-action=undo]");
    await expect.poll(async () => (await layers())[1]?.weights[0]?.[0]).toBe(first);
  });

  it("is the output's bias, too, and tells its value while it is pointed at", async ({ opens }) => {
    person = await opens("#lang=zh-CN&theme=dark");
    const output = await unitCentre(2, 0);
    const bias = [output.x - EDGE - 6, output.y + EDGE - 1] as const;
    await person.page.mouse.move(...bias);
    expect(await person.page.textContent(".parameter-card")).toBe("偏置 0.10");
    await person.page.mouse.click(...bias);
    await person.page.keyboard.type("-0.75");
    await person.page.keyboard.press("Enter");
    await expect.poll(async () => (await layers())[2]?.biases[0]).toBe(-0.75);
  });

  it("is read and set by keyboard alone: Enter on a neuron opens its numbers", async ({ opens }) => {
    person = await opens("#lang=en");
    await person.page.focus("[data-layer='0'][data-unit='0']");
    await person.page.keyboard.press("ArrowDown");
    await person.page.keyboard.press("Enter");
    const box = person.page.getByRole("dialog", { name: "Hidden layer 1, neuron 2" });
    await box.waitFor();
    expect(await box.getByLabel("Bias").inputValue()).toBe("0.1");
    await person.page.keyboard.press("Tab");
    await person.page.keyboard.press("Tab");
    await person.page.keyboard.type("-2");
    await person.page.keyboard.press("Enter");
    await expect.poll(async () => (await layers())[0]?.weights[1]?.[1]).toBe(-2);
    expect(await person.page.evaluate(() => document.activeElement?.getAttribute("data-unit"))).toBe("1");
    await person.page.keyboard.press("Enter");
    await person.page.keyboard.press("Escape");
    expect(await box.count()).toBe(0);
  });

  it.for([
    ["en", "Hidden layer 1, neuron 2", /^a = tanh\(−?0\.\d\d x₁ [+−] 0\.\d\d x₂ \+ 0\.10\)$/],
    ["zh-CN", "第 1 隐藏层，第 2 个神经元", /^a = tanh\(−?0\.\d\d x₁ [+−] 0\.\d\d x₂ \+ 0\.10\)$/],
  ] as const)(
    "stands in its neuron's formula, and the neuron stays large while its box is open, in %s",
    async ([language, name, formula], { browser, opens }) => {
      person = await opens(`#lang=${language}`);
      const large = () => person.page.locator(".plane-caption").allTextContents();
      await person.page.click("[data-layer='0'][data-unit='1']");
      await person.page.locator(".parameter-box").waitFor();
      await person.page.mouse.move(5, 5);
      await person.page.waitForTimeout(200);
      expect(await large()).toEqual([name]);
      const equation = (await person.page.textContent("[data-testid=equation]")) ?? "";
      expect(equation.replaceAll("\u00a0", " ")).toMatch(formula);
      await person.page.mouse.click(5, 300);
      await expect.poll(large).toEqual([]);
      expect(await person.page.locator(".parameter-box").count()).toBe(0);
      await person.leaves();

      const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
      person = await opens(`#lang=${language}`, undefined, context);
      await person.page.tap("[data-layer='0'][data-unit='1']");
      await person.page.locator(".parameter-box").waitFor();
      await expect.poll(large).toEqual([name]);
    },
  );

  it("is live in its box while the network trains", async ({ opens }) => {
    person = await opens("#lang=en");
    await person.page.click("[data-layer='2'][data-unit='0']");
    const bias = person.page.locator(".parameter-row input").first();
    const before = await bias.inputValue();
    await person.page.keyboard.press("Escape");
    await person.presses("play");
    await person.page.click("[data-layer='2'][data-unit='0']");
    await expect.poll(() => bias.inputValue()).not.toBe(before);
    const epoch = await person.reads("epoch");
    await bias.fill("2");
    await bias.press("Enter");
    expect(await person.sees("epoch", (now) => now > epoch + 10)).toBe(true);
    expect(person.count("PUT", /parameters/)).toBe(1);
  });

  it("is set by finger on a phone", async ({ browser, opens }) => {
    const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
    person = await opens("#lang=zh-CN", undefined, context);
    await person.page.tap("[data-layer='0'][data-unit='1']");
    const bias = person.page.locator(".parameter-row input").first();
    await bias.fill("1.5");
    await bias.press("Enter");
    await expect.poll(async () => (await layers())[0]?.biases[1]).toBe(1.5);
  });

  it("that no network could hold is refused in the server's words, and the old one comes back", async ({
    opens,
  }) => {
    person = await opens("#lang=en");
    await person.page.click("[data-layer='0'][data-unit='0']");
    const bias = person.page.locator(".parameter-row input").first();
    await bias.fill("1e30");
    await person.page.keyboard.press("Tab");
    await person.page.locator(".parameter-box .field-error:not(:empty)").waitFor();
    await expect.poll(() => bias.inputValue()).toBe("0.1");
    person.complaints.length = 0; // the browser reports the refused request
  });
});
