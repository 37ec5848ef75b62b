import { readFile } from "node:fs/promises";
import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import { gradedSession, LtiCourse } from "../../scripts/lti-course.mjs";

const CSV = "student,attempts,points\r\nS-4f2a,2,5\r\n";

function classOf(
  students: readonly object[],
  steps: readonly object[],
  { names = "off", unfinished = [] }: { names?: string; unfinished?: readonly object[] } = {},
): LtiCourse {
  return new LtiCourse({
    "GET session": () => gradedSession("teacher"),
    "GET class": () => ({ body: { maxPoints: 11, names, students, unfinished, steps } }),
    "GET class.csv": () => ({ body: CSV }),
  });
}

const STUDENTS = [
  { student: "S-4f2a", attempts: 2, points: 4.5, lastAt: "2026-11-27T10:00:00.000Z" },
  { student: "S-9bc0", attempts: 1, points: 11, lastAt: null },
];
const HOSTILE = `<img src=x onerror="document.title='x'">${"W".repeat(60)}`;
const NAMED = [
  { ...STUDENTS[0], name: "Ann Bee" },
  { ...STUDENTS[1], name: HOSTILE },
  { student: "S-77aa", attempts: 1, points: 0, lastAt: null },
];
const UNFINISHED = [
  { student: "S-1111", name: "王小明", started: true },
  { student: "S-2222", name: "نرگس", started: false },
];
const STEPS = [
  { name: "Step 1", answered: 20, wrong: 2 },
  { name: "Step 2", answered: 20, wrong: 15 },
];

describe("The class page", () => {
  it("shows every student by a pseudonym, and the steps that most get wrong first", async ({ reads }) => {
    const { page } = await reads("/lti/class", "lang=en", 1280, classOf(STUDENTS, STEPS).prepare);
    await page.waitForSelector("[data-student]");
    expect(await page.locator("[data-student=S-4f2a] td").allTextContents()).toEqual([
      "S-4f2a",
      "2",
      "4.5 of 11 points",
      expect.stringContaining("2026"),
    ]);
    expect(await page.locator("[data-wrong]").allTextContents()).toEqual([
      "Step 215 of 20 wrong",
      "Step 12 of 20 wrong",
    ]);
    const widths = await page
      .locator(".wrong-bar > div")
      .evaluateAll((bars) => bars.map((bar) => bar.clientWidth / (bar.parentElement?.clientWidth ?? 1)));
    expect(widths.map((width) => width.toFixed(2))).toEqual(["0.75", "0.10"]);
  });

  it("names the targets of a training goal, and how many attempts missed them", async ({ reads }) => {
    const goal = ["Training loss at most 0.4", "Test loss at most 0.05"];
    const steps = goal.map((name, at) => ({ name, answered: 4, wrong: at + 1 }));
    const course = new LtiCourse({
      "GET session": () => ({ body: { role: "teacher", language: null, content: null, picker: null } }),
      "GET class": () => ({
        body: { maxPoints: 2, goal, names: "off", students: STUDENTS, unfinished: [], steps },
      }),
    });
    const { page } = await reads("/lti/class", "lang=en", 1280, course.prepare);
    await page.waitForSelector("[data-student]");
    expect(await page.textContent(".lead")).toContain(
      "the training goal “Training loss at most 0.4, then Test loss at most 0.05”",
    );
    expect(await page.textContent("#wrong-steps")).toBe("Targets that most miss");
    expect(await page.locator("[data-wrong]").allTextContents()).toEqual([
      "Test loss at most 0.052 of 4 missed",
      "Training loss at most 0.41 of 4 missed",
    ]);
  });

  it.for([
    ["en", "Nothing handed in yet", "has started", "does not store them"],
    ["zh-CN", "尚未交卷", "已开始作答", "不会保存"],
  ] as const)(
    "shows names and who has handed in nothing, in %s",
    async ([language, title, started, hint], { reads }) => {
      const course = classOf(NAMED, STEPS, { names: "shown", unfinished: UNFINISHED });
      const { page } = await reads("/lti/class", `lang=${language}`, 1280, course.prepare);
      await page.waitForSelector("[data-student]");
      const names = await page.locator("[data-student] td:first-child").allTextContents();
      expect(names).toEqual(["Ann Bee", HOSTILE, "S-77aa"]);
      expect(await page.locator("[data-student] img").count()).toBe(0);
      expect(await page.textContent("#unfinished")).toBe(title);
      expect(await page.locator("[data-unfinished]").allTextContents()).toEqual([`王小明${started}`, "نرگس"]);
      expect(await page.textContent("[data-names=shown]")).toContain(hint);
    },
  );

  it.for([
    ["refused", "does not share names"],
    ["unavailable", "has not sent the names"],
  ] as const)("says why there are pseudonyms when names are %s", async ([names, reason], { reads }) => {
    const { page } = await reads("/lti/class", "lang=en", 1280, classOf(STUDENTS, STEPS, { names }).prepare);
    await page.waitForSelector("[data-student=S-4f2a]");
    expect(await page.textContent(`[data-names=${names}]`)).toContain(reason);
    expect(await page.locator("#unfinished").count()).toBe(0);
  });

  it("says that all have handed in", async ({ reads }) => {
    const course = classOf(NAMED, STEPS, { names: "shown" });
    const { page } = await reads("/lti/class", "lang=en", 1280, course.prepare);
    await page.waitForSelector("text=All students of the course have handed in an attempt.");
  });

  it("downloads the table as the server's CSV", async ({ reads }) => {
    const { page } = await reads("/lti/class", "lang=en", 1280, classOf(STUDENTS, STEPS).prepare);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-action=csv]")]);
    expect(download.suggestedFilename()).toBe("class.csv");
    expect(await readFile(await download.path(), "utf8")).toBe(`\uFEFF${CSV}`);
  });

  it("says that nobody has handed in an attempt", async ({ reads }) => {
    const { page } = await reads("/lti/class", "lang=zh-CN", 1280, classOf([], []).prepare);
    await page.waitForSelector("text=还没有学生交卷。");
    expect(await page.locator("table, [data-action=csv]").count()).toBe(0);
  });

  it.for(["en", "zh-CN"])(
    "has no accessibility violation in light and dark, and is no wider than 320 pixels, in %s",
    async (language, { reads }) => {
      const reader = await reads(
        "/lti/class",
        `lang=${language}&theme=light`,
        320,
        classOf(NAMED, STEPS, { names: "shown", unfinished: UNFINISHED }).prepare,
      );
      for (const theme of ["light", "dark"]) {
        await reader.goesTo(`lang=${language}&theme=${theme}`);
        await reader.page.waitForSelector(`html[data-theme=${theme}]`);
        await reader.page.waitForSelector("[data-student]");
        await reader.settles();
        expect([theme, await reader.accessibilityViolations()]).toEqual([theme, []]);
        expect([theme, await reader.width()]).toEqual([theme, 320]);
      }
    },
  );
});
