import { readdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Reader } from "./course";
import { launchBrowser, Person } from "./person";
import { targetsOf } from "../content-build/check";
import { readTexts } from "../content-build/read";
import { EXERCISE_ORDER, LABS } from "../src/model/course";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

const LESSONS = readdirSync("src/lessons/en")
  .filter((name) => name.endsWith(".md"))
  .map((name) => name.slice(0, -3));
const PATHS = [
  "/lessons",
  ...LESSONS.map((slug) => `/lessons/${slug}`),
  ...LABS.map((slug) => `/labs/${slug}`),
  ...EXERCISE_ORDER.map((slug) => `/exercises/${slug}`),
];

describe("Every page of the course", () => {
  it.each([
    ["en", "light"],
    ["en", "dark"],
    ["zh-CN", "light"],
    ["zh-CN", "dark"],
  ])(
    "has no fault that axe finds, in %s, %s, and is no wider than 320 pixels",
    async (language, theme) => {
      for (const path of PATHS) {
        const reader = await Reader.opens(browser, path, `lang=${language}&theme=${theme}`, 320);
        await reader.page.waitForTimeout(300);
        expect([path, await reader.faults()]).toEqual([path, []]);
        expect([path, await reader.width()]).toEqual([path, 320]);
        expect([path, reader.complaints]).toEqual([path, []]);
        await reader.leaves();
      }
    },
    240_000,
  );
});

describe("A preset", () => {
  it("opens the playground with a spec that the server takes", async () => {
    const presets = [...(readTexts("src/lessons").get("en")?.lessons.values() ?? [])].flatMap(({ article }) =>
      targetsOf(article).flatMap((target) => (target.type === "preset" ? [target.address] : [])),
    );
    expect(presets.length).toBeGreaterThan(10);
    for (const address of presets) {
      const person = await Person.opens(browser, `#${address}`);
      expect(await person.page.locator(".field-error:not(:empty)").count()).toBe(0);
      await person.leaves();
    }
  }, 240_000);
});

describe("Progress", () => {
  it("is kept in the browser", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const { origin } = new URL((await Reader.opens(browser, "/lessons")).page.url());
    await page.goto(`${origin}/lessons/neuron#lang=en`);
    await page.click("[data-action=done]");
    await page.goto(`${origin}/lessons#lang=en`);
    await page.waitForSelector(".lesson-done");
    expect(await page.textContent(".course-progress")).toContain("1 of 11");
    await context.close();
  });

  it("does without where storage is blocked, in a frame that may run scripts only", async () => {
    const reader = await Reader.opens(browser, "/lessons");
    const { origin } = new URL(reader.page.url());
    await reader.page.setContent(
      `<iframe sandbox="allow-scripts" width="800" height="600" src="${origin}/embed/labs/neuron#lang=en"></iframe>`,
    );
    const frame = reader.page.frameLocator("iframe");
    await frame.locator("[data-action=lecture]").click();
    await frame.locator("[data-right='4']").waitFor();
    await reader.leaves();
  });
});
