import { describe, expect } from "vitest";
import { faultsOf } from "./faults";
import { it } from "./fixtures";
import type { Person } from "./person";

/** Every number in sight, by its place. */
async function numbers(person: Person): Promise<Readonly<Record<string, string>>> {
  return person.page.evaluate(() =>
    Object.fromEntries(
      Array.from(document.querySelectorAll<HTMLElement>("[data-number]")).map((each) => [
        each.dataset["number"] ?? "",
        each.textContent,
      ]),
    ),
  );
}

async function phase(person: Person): Promise<string> {
  return (await person.page.getAttribute("[data-phase]", "data-phase")) ?? "";
}

async function looksInside(person: Person): Promise<void> {
  await person.page.click("[data-action=inside]");
  await person.page.waitForSelector("[data-phase]");
}

/** Clicks a number and reads its formula. */
async function formula(person: Person, place: string): Promise<readonly string[]> {
  await person.page.click(`[data-number='${place}']`);
  await person.page.waitForSelector("[data-testid=formula] .katex");
  return person.page
    .locator("[data-testid=formula] [data-tex]")
    .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset["tex"] ?? ""));
}

/** What a line of a formula comes to: its last number. */
function numberOfTex(tex: string): number {
  const [, digits = "", exponent = "0"] = /= (-?[\d.]+)(?: ?\\cdot 10\^\{(-?\d+)\})?$/.exec(tex) ?? [];
  return digits === "" ? Number.NaN : Number(digits) * 10 ** Number(exponent);
}

describe("Back-propagation on the own network", () => {
  it.for([
    ["en", /Epoch 1\/∞.*Batch 1\/25/s, /Batch 2\/25/],
    ["zh-CN", /第 1\/∞ 轮.*第 1\/25 批/s, /第 2\/25 批/],
  ] as const)(
    "is walked through by keyboard, forth and back, with formulas, in %s",
    async ([language, place, next], { opens }) => {
      const person = await opens(`#lang=${language}&networkShape=3,2&seed=5`);
      await looksInside(person);
      expect(await person.page.textContent("[data-testid=walk-place]")).toMatch(place);
      const walked: string[] = [];
      for (let step = 0; step < 7; step++) {
        walked.push(await phase(person));
        await person.page.keyboard.press("ArrowRight");
      }
      walked.push(await phase(person));
      expect(walked).toEqual([
        ...["forward", "forward", "forward", "loss", "backward", "backward", "backward", "update"],
      ]);
      const before = await numbers(person);
      expect(Object.keys(before).length).toBeGreaterThan(20);

      await person.page.click("[data-unit='0 1']");
      for (const place of [
        "sum 0 1",
        "activation 1 0",
        "delta 1 0",
        "weightGradient 0 1 1",
        "biasGradient 0 1",
      ]) {
        const result = (await formula(person, place))[1] ?? "";
        const shown = (await person.page.textContent(`[data-number='${place}']`)) ?? "";
        expect(numberOfTex(result), place).toBeCloseTo(Number(shown.replaceAll("−", "-")), 3);
      }
      await person.page.click("[data-unit='0 0']");

      // On: the batch is trained, and the next one recorded. Back shows what was recorded, and trains nothing.
      await person.page.keyboard.press("ArrowRight");
      await person.page.waitForFunction(() =>
        document.querySelector("dialog[data-busy=false] [data-phase=forward]"),
      );
      expect(await person.page.textContent("[data-testid=walk-place]")).toMatch(next);
      const trained = await person.parameters();
      await person.page.keyboard.press("ArrowLeft");
      expect(await phase(person)).toBe("update");
      await person.page.click("[data-unit='0 0']");
      expect(await numbers(person)).toEqual(before);
      expect(await person.parameters()).toBe(trained);
    },
  );

  it("is gone through by the slider, forth and back, without training", async ({ opens }) => {
    const person = await opens("#lang=en&networkShape=3,2&seed=5");
    await looksInside(person);
    const parameters = await person.parameters();
    const slider = person.page.locator(".walk-slider input");
    expect(await slider.getAttribute("max")).toBe("7");
    await slider.fill("3");
    expect(await phase(person)).toBe("loss");
    const atLoss = await numbers(person);
    await slider.fill("7");
    expect(await phase(person)).toBe("update");
    await slider.fill("3");
    expect(await numbers(person)).toEqual(atLoss);
    await slider.focus();
    await person.page.keyboard.press("ArrowLeft");
    expect(await phase(person)).toBe("forward");
    expect(await slider.getAttribute("aria-valuetext")).toBe("Forward");
    expect(await person.parameters()).toBe(parameters);
  });

  it("goes from sample to sample on request, with no update, and trains nothing", async ({ opens }) => {
    const person = await opens("#lang=zh-CN&networkShape=3,2&seed=5");
    await looksInside(person);
    const parameters = await person.parameters();
    await person.page.selectOption("[data-control=walk-mode]", "sample");
    await person.page.waitForFunction(() =>
      document.querySelector("[data-testid=walk-place]")?.textContent.includes("第 1 个样本"),
    );
    const walked: string[] = [];
    for (let step = 0; step < 7; step++) {
      walked.push(await phase(person));
      await person.page.click("[data-action=walk-on]");
    }
    expect(walked.slice(-1)).toEqual(["backward"]);
    expect(walked).not.toContain("update");
    await person.page.waitForFunction(() =>
      document.querySelector("[data-testid=walk-place]")?.textContent.includes("第 2 个样本"),
    );
    expect(await phase(person)).toBe("forward");
    expect(await person.page.locator("[data-control=walk-row]").count()).toBe(0);
    await person.page.click("[data-action=walk-back]");
    expect(await person.page.textContent("[data-testid=walk-place]")).toContain("第 1 个样本");
    expect(await person.parameters()).toBe(parameters);
  });

  it("goes to the sample whose number is typed, or to the nearest that there is", async ({ opens }) => {
    const person = await opens("#lang=en&networkShape=2&seed=5");
    await looksInside(person);
    await person.page.selectOption("[data-control=walk-mode]", "sample");
    const field = person.page.locator("[data-control=walk-sample]");
    await field.waitFor();
    for (const [typed, taken] of [
      ["17", "17"],
      ["9999", "250"],
      ["0", "1"],
      ["250", "250"],
    ] as const) {
      await field.fill(typed);
      await field.press("Enter");
      await person.page.waitForFunction(
        (place) => document.querySelector("[data-testid=walk-place]")?.textContent.includes(place),
        `Sample ${taken}`,
      );
      expect(await field.inputValue()).toBe(taken);
    }
    await person.page.fill(".walk-slider input", "4");
    expect(await person.page.locator("[data-action=walk-on]").isDisabled()).toBe(true);
  });

  it("shows the lesson's 3-2-3 network with its three paths from a weight of the first layer, and their sum", async ({
    opens,
    reads,
  }) => {
    const reader = await reads("/lessons/backpropagation");
    const preset = await reader.page.getAttribute("a.preset", "href");
    const person = await opens(`#${preset?.replace(/^[^#]*#/, "") ?? ""}`);
    await looksInside(person);
    await person.page.fill(".walk-slider input", "4");
    const lines = await formula(person, "weightGradient 0 0 2");
    const paths = lines.filter((tex) => tex.includes("\\to"));
    expect(paths.map((tex) => tex.split(":")[0])).toEqual(["1 \\to 1", "1 \\to 2", "1 \\to 3"]);
    expect(await person.page.textContent("[data-sum]")).toContain("Sum");
    expect(numberOfTex(lines.at(-1) ?? "")).not.toBeNaN();
  });

  it("opens the gradient of a network of eight layers of eight, through which two million paths lead", async ({
    opens,
  }) => {
    const person = await opens("#lang=en&networkShape=8,8,8,8,8,8,8,8&seed=5");
    await looksInside(person);
    await person.page.fill(".walk-slider input", "18");
    await person.page.click("[data-unit='0 0']");
    await formula(person, "weightGradient 0 0 0");
    expect(await person.page.textContent("[data-testid=formula]")).toContain("2,097,152 paths");
  });

  it("shows each sample of a batch, whose losses are different and make up the batch's", async ({
    opens,
  }) => {
    const person = await opens("#lang=en&networkShape=2&seed=5&batchSize=4");
    await looksInside(person);
    await person.page.fill(".walk-slider input", "2");
    const losses: number[] = [];
    for (let row = 0; row < 4; row++) {
      await person.page.fill("[data-control=walk-row]", String(row));
      losses.push(Number(await person.page.textContent("[data-number=loss]")));
    }
    expect(new Set(losses).size).toBe(4);
    const tex = (await formula(person, "loss")).at(-1) ?? "";
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
    "has the optimizer's own numbers put in, and comes to what the server's step makes: %s",
    async ([address, line], { opens }) => {
      const person = await opens(`#lang=en&networkShape=3,2&seed=5&${address}`);
      await person.presses("step");
      expect(await person.sees("epoch", (epoch) => epoch === 1)).toBe(true);
      for (let batch = 2; batch <= 3; batch++) {
        await person.presses("step-batch");
        await expect.poll(() => person.runState()).toMatch(new RegExp(`${String(batch - 1)} of 25`));
      }
      await looksInside(person);
      expect(await person.page.textContent("[data-testid=walk-place]")).toContain("Batch 3/25");
      await person.page.fill(".walk-slider input", "7");
      await person.page.click("[data-unit='0 1']");
      for (const place of ["updatedWeight 0 1 0", "updatedWeight 0 1 1", "updatedBias 0 1"]) {
        const lines = await formula(person, place);
        if (place !== "updatedBias 0 1") expect(lines).toContainEqual(expect.stringMatching(line));
        const result = Number(/= \(?(-?[\d.]+)\)?$/.exec(lines.at(-1) ?? "")?.[1]);
        const shown = (await person.page.textContent(`[data-number='${place}']`)) ?? "";
        expect(result).toBeCloseTo(Number(shown.replace("−", "-")), 3);
      }
    },
  );
});

describe("The dialog of back-propagation", () => {
  it.for([
    ["en", "light"],
    ["en", "dark"],
    ["zh-CN", "light"],
    ["zh-CN", "dark"],
  ] as const)("has no fault that axe finds, in %s, %s", async ([language, theme], { opens }) => {
    const person = await opens(`#lang=${language}&theme=${theme}&optimizer=adam`);
    await looksInside(person);
    expect(await faultsOf(person.page)).toEqual([]);
    await person.page.fill(".walk-slider input", "7");
    await formula(person, "updatedWeight 0 0 1");
    expect(await faultsOf(person.page)).toEqual([]);
    await person.page.selectOption("[data-control=walk-mode]", "sample");
    await person.page.waitForSelector("[data-control=walk-row]", { state: "detached" });
    expect(await faultsOf(person.page)).toEqual([]);
  });
});
