import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, Person } from "./person";

let browser: Browser;
let axe: string;

beforeAll(async () => {
  browser = await launchBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});

afterAll(async () => {
  await browser.close();
});

describe("axe finds nothing", () => {
  it.each([
    ["en", "light"],
    ["en", "dark"],
    ["zh-CN", "light"],
    ["zh-CN", "dark"],
  ])("in %s, %s, on the page and in its dialog", async (language, theme) => {
    const person = await Person.opens(browser, `#lang=${language}&theme=${theme}`);
    await person.page.waitForSelector(".article");
    await person.page.click(".more summary");
    await person.page.click(".measures summary");
    await person.page.locator("[data-testid=gradient-0]").waitFor();
    await person.page.evaluate(axe);
    expect(await faults(person)).toEqual([]);
    await person.page.click(".more summary");
    await person.page.click("[data-layer='0'][data-unit='0']");
    await person.page.locator(".parameter-box").waitFor();
    expect(await faults(person)).toEqual([]);
    await person.page.keyboard.press("Escape");
    await person.page.click("[data-action=table]");
    expect(await faults(person)).toEqual([]);
    await person.page.keyboard.press("Escape");
    await person.page.click("[data-action=share]");
    expect(await faults(person)).toEqual([]);
    await person.leaves();
  });
});

async function faults(person: Person): Promise<readonly string[]> {
  const { violations } = await person.page.evaluate<AxeResults>("axe.run()");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
