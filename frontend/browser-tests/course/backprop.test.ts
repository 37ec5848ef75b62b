import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import type { User } from "../support/user";

/** All visible numbers, by their keys. */
async function numbers(user: User): Promise<Readonly<Record<string, string>>> {
  return user.page.evaluate(() =>
    Object.fromEntries(
      Array.from(document.querySelectorAll<HTMLElement>("[data-number]")).map((each) => [
        each.dataset["number"] ?? "",
        each.textContent,
      ]),
    ),
  );
}

async function phase(user: User): Promise<string> {
  return (await user.page.getAttribute(".walkthrough-bar", "data-phase")) ?? "";
}

async function looksInside(user: User): Promise<void> {
  await user.page.click("[data-action=inside]");
  await user.page.waitForSelector("[data-phase]");
}

/** Goes to the step of a neuron in the current phase; by keyboard, because the formula may cover the neuron. */
async function goesTo(user: User, layer: number, unit: number): Promise<void> {
  const neuron = user.page.locator(`.unit[data-layer='${String(layer)}'][data-unit='${String(unit)}']`);
  await neuron.focus();
  await neuron.press("Enter");
}

/** The numbers of all neurons of these layers at the current phase. */
async function numbersOf(user: User, units: readonly number[]): Promise<Readonly<Record<string, string>>> {
  let all: Readonly<Record<string, string>> = {};
  for (const [layer, count] of units.entries()) {
    for (let unit = 0; unit < count; unit++) {
      await goesTo(user, layer, unit);
      all = { ...all, ...(await numbers(user)) };
    }
  }
  return all;
}

/** Selects a number and reads its formula. */
async function formula(user: User, place: string): Promise<readonly string[]> {
  await user.page.click(`[data-number='${place}']`);
  await user.page.waitForSelector("[data-testid=formula] .katex");
  return user.page
    .locator("[data-testid=formula] [data-tex]")
    .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset["tex"] ?? ""));
}

/** The value of a line of a formula: its last number. */
function numberOfTex(tex: string): number {
  const [, digits = "", exponent = "0"] = /= (-?[\d.]+)(?: ?\\cdot 10\^\{(-?\d+)\})?$/.exec(tex) ?? [];
  return digits === "" ? Number.NaN : Number(digits) * 10 ** Number(exponent);
}

describe("Backpropagation in the user's own network", () => {
  it.for([
    ["en", /Epoch 1(?![\d/]).*Batch 1\/25/s, /Batch 2\/25/],
    ["zh-CN", /第 1 轮.*第 1\/25 批/s, /第 2\/25 批/],
  ] as const)(
    "is stepped forward and backward by keyboard, with formulas, in %s",
    async ([language, place, next], { opens }) => {
      const user = await opens(`#lang=${language}&networkShape=3,2&seed=5`);
      await looksInside(user);
      expect(await user.page.textContent("[data-testid=walkthrough-position]")).toMatch(place);
      const walked: string[] = [];
      for (let step = 0; step < 13; step++) {
        walked.push(await phase(user));
        await user.page.keyboard.press("ArrowRight");
      }
      walked.push(await phase(user));
      // One step for each of the 3 + 2 + 1 neurons.
      const [forward, backward] = [Array<string>(6).fill("forward"), Array<string>(6).fill("backward")];
      expect(walked).toEqual([...forward, "loss", ...backward, "update"]);
      const before = await numbersOf(user, [3, 2, 1]);
      expect(Object.keys(before).length).toBeGreaterThan(50);

      for (const place of [
        "sum 0 1",
        "activation 1 0",
        "delta 1 0",
        "weightGradient 0 1 1",
        "biasGradient 0 1",
      ]) {
        await goesTo(user, Number(place.split(" ")[1]), Number(place.split(" ")[2]));
        const result = (await formula(user, place))[1] ?? "";
        const shown = (await user.page.textContent(`[data-number='${place}']`)) ?? "";
        expect(numberOfTex(result), place).toBeCloseTo(Number(shown.replaceAll("−", "-")), 3);
      }

      // Next trains the batch and records the next one. Previous shows recorded steps and trains nothing.
      await user.page.keyboard.press("ArrowRight");
      await user.page.waitForFunction(() =>
        document.querySelector(".walkthrough-bar[data-busy=false][data-phase=forward]"),
      );
      expect(await user.page.textContent("[data-testid=walkthrough-position]")).toMatch(next);
      const trained = await user.parameters();
      await user.page.keyboard.press("ArrowLeft");
      expect(await phase(user)).toBe("update");
      expect(await numbersOf(user, [3, 2, 1])).toEqual(before);
      expect(await user.parameters()).toBe(trained);
    },
  );

  it("is stepped forward and backward by the slider without training", async ({ opens }) => {
    const user = await opens("#lang=en&networkShape=3,2&seed=5");
    await looksInside(user);
    const parameters = await user.parameters();
    const slider = user.page.locator(".walkthrough-slider input");
    expect(await slider.getAttribute("max")).toBe("13");
    await slider.fill("6");
    expect(await phase(user)).toBe("loss");
    const atLoss = await numbers(user);
    await slider.fill("13");
    expect(await phase(user)).toBe("update");
    await slider.fill("6");
    expect(await numbers(user)).toEqual(atLoss);
    await slider.focus();
    await user.page.keyboard.press("ArrowLeft");
    expect(await phase(user)).toBe("forward");
    expect(await slider.getAttribute("aria-valuetext")).toBe("Forward, 6/14");
    expect(await user.parameters()).toBe(parameters);
  });

  it("goes from sample to sample on request, without updates or training", async ({ opens }) => {
    const user = await opens("#lang=zh-CN&networkShape=3,2&seed=5");
    await looksInside(user);
    const parameters = await user.parameters();
    await user.page.selectOption("[data-control=walkthrough-mode]", "sample");
    await user.page.waitForFunction(() =>
      document.querySelector("[data-testid=walkthrough-position]")?.textContent.includes("第 1 个样本"),
    );
    const walked: string[] = [];
    for (let step = 0; step < 13; step++) {
      walked.push(await phase(user));
      await user.page.click("[data-action=walkthrough-next]");
    }
    expect(walked.slice(-1)).toEqual(["backward"]);
    expect(walked).not.toContain("update");
    await user.page.waitForFunction(() =>
      document.querySelector("[data-testid=walkthrough-position]")?.textContent.includes("第 2 个样本"),
    );
    expect(await phase(user)).toBe("forward");
    expect(await user.page.locator("[data-control=walkthrough-row]").count()).toBe(0);
    await user.page.click("[data-action=walkthrough-back]");
    expect(await user.page.textContent("[data-testid=walkthrough-position]")).toContain("第 1 个样本");
    expect(await user.parameters()).toBe(parameters);
  });

  it("goes to the entered sample, or to the nearest one", async ({ opens }) => {
    const user = await opens("#lang=en&networkShape=2&seed=5");
    await looksInside(user);
    await user.page.selectOption("[data-control=walkthrough-mode]", "sample");
    const field = user.page.locator("[data-control=walkthrough-sample]");
    await field.waitFor();
    for (const [typed, taken] of [
      ["17", "17"],
      ["9999", "250"],
      ["0", "1"],
      ["250", "250"],
    ] as const) {
      await field.fill(typed);
      await field.press("Enter");
      await user.page.waitForFunction(
        (place) => document.querySelector("[data-testid=walkthrough-position]")?.textContent.includes(place),
        `Sample ${taken}`,
      );
      expect(await field.inputValue()).toBe(taken);
    }
    await user.page.fill(".walkthrough-slider input", "6");
    expect(await user.page.locator("[data-action=walkthrough-next]").isDisabled()).toBe(true);
  });

  it("shows the lesson's 3-2-3 network with three paths from a weight of the first layer, and their sum", async ({
    opens,
    reads,
  }) => {
    const reader = await reads("/lessons/backpropagation");
    const preset = await reader.page.getAttribute("a.preset", "href");
    const user = await opens(`#${preset?.replace(/^[^#]*#/, "") ?? ""}`);
    // The link selects samples, so that the numbers are those of the lesson's formulas.
    await user.page.waitForSelector("[data-phase]");
    expect(await user.page.textContent("[data-testid=walkthrough-position]")).toContain("Sample 1");
    await user.page.click("[data-to-phase=backward]");
    expect((await formula(user, "delta 1 0")).join(" ")).not.toContain("\\div");
    await goesTo(user, 0, 0);
    const lines = await formula(user, "weightGradient 0 0 2");
    const paths = lines.filter((tex) => tex.includes("\\to"));
    expect(paths.map((tex) => tex.split(":")[0])).toEqual(["1 \\to 1", "1 \\to 2", "1 \\to 3"]);
    expect(await user.page.textContent("[data-sum]")).toContain("Sum");
    expect(numberOfTex(lines.at(-1) ?? "")).toBeCloseTo(numberOfTex(lines[1] ?? ""), 6);

    await user.page.selectOption("[data-control=walkthrough-mode]", "batch");
    await user.page.waitForFunction(() =>
      document.querySelector("[data-testid=walkthrough-position]")?.textContent.includes("Batch 1/"),
    );
    await user.page.click("[data-to-phase=backward]");
    expect((await formula(user, "delta 1 0"))[0]).toContain("\\div 10");
    await user.page.click("[data-action=walkthrough-close]");
    await user.page.waitForSelector(".walkthrough-bar", { state: "detached" });
    await expect.poll(() => user.page.url()).not.toContain("lookInside");
  });

  it("opens a gradient in a network of eight layers of eight, which has two million paths", async ({
    opens,
  }) => {
    const user = await opens("#lang=en&networkShape=8,8,8,8,8,8,8,8&seed=5");
    await looksInside(user);
    await user.page.click("[data-to-phase=update]");
    await goesTo(user, 0, 0);
    await formula(user, "weightGradient 0 0 0");
    expect(await user.page.textContent("[data-testid=formula]")).toContain("2,097,152 paths");
  });

  it("shows each sample of a batch; the losses differ, and their mean is the batch's", async ({ opens }) => {
    const user = await opens("#lang=en&networkShape=2&seed=5&batchSize=4");
    await looksInside(user);
    await user.page.click("[data-to-phase=loss]");
    const losses: number[] = [];
    for (let row = 0; row < 4; row++) {
      await user.page.fill("[data-control=walkthrough-row]", String(row));
      losses.push(Number(await user.page.textContent("[data-number=loss]")));
    }
    expect(new Set(losses).size).toBe(4);
    const tex = (await formula(user, "loss")).at(-1) ?? "";
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / 4;
    expect(Number(/= ([\d.]+)$/.exec(tex)?.[1])).toBeCloseTo(mean, 3);
  });
});

describe("The formula of an update", () => {
  it.for([
    ["optimizer=sgd", /^w = .*\\cdot/],
    ["optimizer=sgd&momentum=0.9", /^v = 0\.9 \\cdot/],
    ["optimizer=adagrad", /^s = .*\^\{2\} =/],
    ["optimizer=rmsprop", /^s = 0\.99 \\cdot/],
    ["optimizer=adam", /^\\hat v = .*1 - 0\.999\^\{28\}/],
    ["optimizer=adamw", /^\\hat v = .*1 - 0\.999\^\{28\}/],
    ["optimizer=adam&regularization=L2&regularizationRate=0.1", /^g = .* \+ 0\.1 \\cdot/],
    ["optimizer=adam&regularization=L1&regularizationRate=0.1", /\\operatorname\{sign\}/],
  ] as const)(
    "contains the optimizer's numbers and gives the server's result: %s",
    async ([address, line], { opens }) => {
      const user = await opens(`#lang=en&networkShape=3,2&seed=5&${address}`);
      await user.presses("step");
      expect(await user.sees("epoch", (epoch) => epoch === 1)).toBe(true);
      for (let batch = 2; batch <= 3; batch++) {
        await user.presses("step-batch");
        await expect.poll(() => user.runState()).toMatch(new RegExp(`${String(batch - 1)} of 25`));
      }
      await looksInside(user);
      expect(await user.page.textContent("[data-testid=walkthrough-position]")).toContain("Batch 3/25");
      await user.page.click("[data-to-phase=update]");
      await goesTo(user, 0, 1);
      for (const place of ["updatedWeight 0 1 0", "updatedWeight 0 1 1", "updatedBias 0 1"]) {
        const lines = await formula(user, place);
        if (place !== "updatedBias 0 1") expect(lines).toContainEqual(expect.stringMatching(line));
        const result = Number(/= \(?(-?[\d.]+)\)?$/.exec(lines.at(-1) ?? "")?.[1]);
        const shown = (await user.page.textContent(`[data-number='${place}']`)) ?? "";
        expect(result).toBeCloseTo(Number(shown.replace("−", "-")), 3);
      }
    },
  );
});
