import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, Person } from "./person";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

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

describe("Back-propagation on the own network", () => {
  it.each([
    ["en", /Epoch 1\/∞.*Batch 1\/25/s, /Batch 2\/25/],
    ["zh-CN", /第 1\/∞ 轮.*第 1\/25 批/s, /第 2\/25 批/],
  ])("is walked through by keyboard, forth and back, with formulas, in %s", async (language, place, next) => {
    const person = await Person.opens(browser, `#lang=${language}&networkShape=3,2&seed=5`);
    await person.page.click("[data-action=inside]");
    await person.page.waitForSelector("[data-phase]");
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

    for (const place of ["sum 0 1", "delta 1 0", "weightGradient 0 0 1"]) {
      await person.page.click(`[data-number='${place}']`);
      await person.page.waitForSelector("[data-testid=formula] .katex");
      const tex = await person.page
        .locator("[data-testid=formula] [data-tex]")
        .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset["tex"]).join());
      expect(tex).toMatch(/\d\.\d+/);
    }

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
    expect(person.complaints).toEqual([]);
    await person.leaves();
  });
});
