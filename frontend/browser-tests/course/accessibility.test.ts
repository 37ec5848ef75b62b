import { readdirSync } from "node:fs";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import { LAB_STATES } from "../../scripts/picture-states.mjs";
import { EXERCISE_ORDER, LABS } from "../../src/model/course/course";

const LESSONS = readdirSync("src/lessons/en")
  .filter((name) => name.endsWith(".md"))
  .map((name) => name.slice(0, -3));
const PATHS = [
  "/lessons",
  ...LESSONS.map((slug) => `/lessons/${slug}`),
  ...LABS.map((slug) => `/labs/${slug}`),
  ...EXERCISE_ORDER.map((slug) => `/exercises/${slug}`),
];

describe.for(["en", "zh-CN"])("A page of the course, in %s", (language) => {
  it.for(PATHS)(
    "has no accessibility violation in light and dark, and is no wider than 320 pixels: %s",
    async (path, { reads }) => {
      const reader = await reads(path, `lang=${language}&theme=light`, 320);
      for (const theme of ["light", "dark"]) {
        await reader.goesTo(`lang=${language}&theme=${theme}`);
        await reader.page.waitForSelector(`html[lang=${language}][data-theme=${theme}]`);
        await reader.settles();
        expect([theme, await reader.accessibilityViolations()]).toEqual([theme, []]);
        expect([theme, await reader.width()]).toEqual([theme, 320]);
      }
    },
  );
});

describe("A lab that has been used", () => {
  it.for(Object.entries(LAB_STATES))(
    "is no wider than 320 pixels, and has no accessibility violation: %s",
    async ([slug, { press = [], until }], { reads }) => {
      const reader = await reads(`/labs/${slug}`, "lang=zh-CN&theme=dark", 320);
      for (const each of press) await reader.page.click(each);
      if (until !== undefined) await reader.page.waitForSelector(until, { timeout: 60_000 });
      await reader.settles();
      expect(await reader.width()).toBe(320);
      expect(await reader.accessibilityViolations()).toEqual([]);
    },
  );
});
