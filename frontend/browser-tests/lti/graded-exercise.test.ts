import { describe, expect, inject } from "vitest";
import type { Reader } from "../support/reader";
import { it } from "../support/fixtures";
import { gradedSession, LtiCourse, problem } from "../../scripts/lti-course.mjs";

const EXERCISE = `${inject("url")}/api/v1/exercises/small-network`;
/** The lecture's answers. */
const RIGHT = "2 -2 2 0 -2 -6 0 3 -3 0 0";

interface Closed {
  readonly number: number;
  readonly points: number;
  readonly maxPoints: number;
  readonly closedAt: string;
}

/** A course with a graded exercise. The numbers and grades are those of the exercise to practise. */
function grading(
  allowed: number,
  language: string | null = null,
  earlier: readonly Closed[] = [],
): LtiCourse {
  const closed: Closed[] = [...earlier];
  let open: object | null = null;
  const best = () => closed.toSorted((a, b) => b.points - a.points)[0];
  return new LtiCourse({
    "GET session": () => gradedSession("student", language),
    "GET attempts": () => ({ body: { allowed, open, closed, best: best() ?? null } }),
    "POST attempts": async () => {
      if (open !== null || closed.length >= allowed)
        return { status: 409, body: problem("No attempt is left", 409) };
      open = {
        id: "a1",
        number: closed.length + 1,
        sheet: (await (await fetch(EXERCISE)).json()) as unknown,
      };
      return { status: 201, body: open };
    },
    "POST attempts/a1/answers": async ({ body }) => {
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(`${EXERCISE}/answers`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      const grade = (await response.json()) as { points: number; maxPoints: number };
      const { points, maxPoints } = grade;
      const number = closed.length + 1;
      closed.push({ number, points, maxPoints, closedAt: "2026-11-28T10:15:30.000Z" });
      open = null;
      return { body: { ...grade, attempt: { number, points, maxPoints, left: allowed - number } } };
    },
  });
}

async function enters({ page }: Reader, numbers: string): Promise<void> {
  const fields = page.locator(".exercise-cell input");
  await fields.first().waitFor();
  for (const [at, number] of numbers.split(" ").entries()) await fields.nth(at).fill(number);
}

const PATH = "/embed/exercises/small-network";

describe("A graded exercise", () => {
  it("shows numbers when an attempt is started, and the grade and solution when it is handed in", async ({
    reads,
  }) => {
    const course = grading(3);
    const reader = await reads(PATH, "graded", 1280, course.prepare);
    const { page } = reader;
    expect(await page.textContent("[data-action=start]")).toBe("Start attempt 1 of 3");
    expect(await page.locator(".exercise-cell").count()).toBe(0);
    await reader.presses("start");
    await enters(reader, RIGHT.replace(/0$/, "5"));
    expect(
      await page.locator("[data-solution], [data-look-inside], [data-action=fresh], .frame-section").count(),
    ).toBe(0);
    await reader.presses("hand-in");
    await reader.presses("hand-in-now");
    await page.waitForSelector("[data-solution]");

    expect(await page.textContent("[data-points] strong")).toBe("Attempt 1 is handed in: 10 of 11 points.");
    expect(await page.textContent("[data-left]")).toBe("2 attempts are left.");
    expect(await page.locator(".exercise-cell input").first().isDisabled()).toBe(true);
    const sent = course.calls.find(({ path }) => path === "attempts/a1/answers")?.body as object;
    expect(Object.keys(sent)).toEqual(["answers"]);
    expect(new Set(course.calls.map(({ token }) => token))).toEqual(new Set(["bearer-of-the-test"]));
  });

  it("keeps the best attempt, and says when none is left", async ({ reads }) => {
    const earlier = { number: 1, points: 11, maxPoints: 11, closedAt: "2026-11-27T08:00:00.000Z" };
    const reader = await reads(PATH, "graded", 1280, grading(2, null, [earlier]).prepare);
    expect(await reader.page.textContent("[data-closed='1']")).toContain("11 of 11 points");
    await reader.presses("start");
    await enters(reader, "1");
    await reader.presses("hand-in");
    expect(await reader.page.textContent("#confirm-hand-in")).toContain("10 answers are missing");
    await reader.presses("hand-in-now");
    await reader.page.waitForSelector("[data-left='0']");
    expect(await reader.page.textContent("p[data-points]")).toContain("Best attempt: 11 of 11 points.");
    expect(await reader.page.locator("[data-action=start]").count()).toBe(0);
  });

  it("does not hand in when Enter is pressed in a field, or when the student wants to go on", async ({
    reads,
  }) => {
    const course = grading(1);
    const reader = await reads(PATH, "graded", 1280, course.prepare);
    await reader.presses("start");
    await enters(reader, RIGHT);
    await reader.page.locator(".exercise-cell input").last().press("Enter");
    await reader.presses("hand-in");
    await reader.presses("go-on");
    await reader.page.waitForSelector("[data-action=hand-in]");
    expect(course.calls.some(({ path }) => path.endsWith("answers"))).toBe(false);
  });

  it("goes on with the open attempt after a reload", async ({ reads }) => {
    const course = grading(3);
    const reader = await reads(PATH, "graded", 1280, course.prepare);
    await reader.presses("start");
    await enters(reader, "2 -2");
    await reader.page.reload();
    await reader.page.waitForSelector("[data-attempt='1']");
    expect(await reader.page.locator(".exercise-cell").count()).toBe(11);
    expect(await reader.page.locator(".exercise-cell input").nth(1).inputValue()).toBe("-2");
    expect(course.calls.filter(({ method, path }) => method === "POST" && path === "attempts").length).toBe(
      1,
    );
  });

  it.for([
    ["en", "This session has ended. Open the activity again in your course."],
    ["zh-CN", "会话已结束，请回到课程里重新打开这个活动。"],
  ] as const)("says in %s that there is no session", async ([language, text], { reads }) => {
    const prepare = new LtiCourse({}, null).prepare;
    const reader = await reads(PATH, `graded&lang=${language}`, 1280, prepare);
    expect(await reader.page.textContent("[data-session=over]")).toBe(text);
  });

  it.for(["en", "zh-CN"])(
    "has no accessibility violation in light and dark, and is no wider than 320 pixels, in %s",
    async (language, { reads }) => {
      for (const theme of ["light", "dark"]) {
        const reader = await reads(PATH, `graded&theme=${theme}`, 320, grading(2, language).prepare);
        await reader.page.waitForSelector(`html[lang=${language}]`);
        const check = async (when: string) => {
          await reader.settles();
          expect([theme, when, await reader.accessibilityViolations()]).toEqual([theme, when, []]);
          expect([theme, when, await reader.width()]).toEqual([theme, when, 320]);
        };
        await check("before");
        await reader.presses("start");
        await enters(reader, "1 2");
        await reader.presses("hand-in");
        await check("asked");
        await reader.presses("hand-in-now");
        await reader.page.waitForSelector("[data-left='1']");
        await check("handed in");
      }
    },
  );
});
