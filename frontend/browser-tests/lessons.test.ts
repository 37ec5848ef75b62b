import { readdirSync } from "node:fs";
import { describe, expect, inject } from "vitest";
import { CoursePage } from "./course-page";
import { it } from "./fixtures";
import { targetsOf } from "../content-build/check";
import { readTexts } from "../content-build/read";
import { EXERCISE_ORDER, LABS } from "../src/model/course";

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
  it.for([
    ["en", "light"],
    ["en", "dark"],
    ["zh-CN", "light"],
    ["zh-CN", "dark"],
  ] as const)(
    "has no fault that axe finds, in %s, %s, and is no wider than 320 pixels",
    { timeout: 240_000 },
    async ([language, theme], { reads }) => {
      for (const path of PATHS) {
        const reader = await reads(path, `lang=${language}&theme=${theme}`, 320);
        await reader.page.waitForTimeout(300);
        expect([path, await reader.faults()]).toEqual([path, []]);
        expect([path, await reader.width()]).toEqual([path, 320]);
        await reader.leaves();
      }
    },
  );
});

describe("A preset", () => {
  it("opens the playground with a spec that the server takes", async ({ opens }) => {
    const presets = [...(readTexts("src/lessons").get("en")?.lessons.values() ?? [])].flatMap(({ article }) =>
      targetsOf(article).flatMap((target) => (target.type === "preset" ? [target.address] : [])),
    );
    expect(presets.length).toBeGreaterThan(10);
    for (const address of presets) {
      const person = await opens(`#${address}`);
      expect(await person.page.locator(".field-error:not(:empty)").count()).toBe(0);
      await person.leaves();
    }
  }, 240_000);
});

describe("Progress", () => {
  it("is kept in the browser", async ({ browser }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${inject("url")}/lessons/neuron#lang=en`);
    await page.click("[data-action=done]");
    await page.goto(`${inject("url")}/lessons#lang=en`);
    await page.waitForSelector(".lesson-done");
    expect(await page.textContent(".course-progress")).toContain("1 of 11");
    await context.close();
  });

  it("does without where storage is blocked, in a frame that may run scripts only", async ({ browser }) => {
    const course = await CoursePage.opens(inject("url"), [
      { address: "lang=en", width: 800, path: "/labs/neuron" },
    ]);
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(course.url);
    const frame = page.frameLocator("iframe");
    await frame.locator("[data-action=lecture]").click();
    await frame.locator("[data-right='4']").waitFor();
    expect(complaints).toEqual([]);
    await page.close();
    await course.closes();
  });
});
