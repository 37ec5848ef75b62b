import { describe, expect } from "vitest";
import { LtiCourse, problem } from "../../scripts/lti-course.mjs";
import { withGoal, type Goal } from "../../src/model/goal/goal";
import { accessibilityViolations } from "../support/accessibility-violations";
import { it as base } from "../support/fixtures";

const CURE: Goal = {
  goals: [
    { metric: "lossGap", atLeast: 0.2 },
    { metric: "testLoss", atMost: 0.05 },
  ],
  limits: { neurons: 12 },
  locks: ["data", "training"],
};
const EASY: Goal = {
  goals: [{ metric: "trainLoss", atMost: 0.45 }],
  limits: { neurons: 6 },
  locks: ["data"],
};
const ID = "0123456789abcdef0123456789abcdef";
const REFUSAL = "Your teacher has fixed the data for this goal.";

/** A page of the playground that a course has opened in a frame. */
const it = base.extend(
  "studies",
  ({ browser, opens }) =>
    async (course: LtiCourse, hash: string, width = 1280) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, locale: "en-GB" });
      await course.prepare(context);
      return opens(`embed#${hash}`, undefined, context);
    },
);

/** A course with a training goal; `refuses` says whether the server takes no job. */
function training(refuses = false): LtiCourse {
  let open: object | null = null;
  const closed: object[] = [];
  const best = () => (closed.length > 0 ? { points: 1, maxPoints: 2 } : null);
  return new LtiCourse({
    "GET attempts": () => ({ body: { allowed: 2, open, closed, best: best() } }),
    "POST attempts": () => ({
      status: 201,
      body: (open = { id: ID, number: closed.length + 1, reached: 0 }),
    }),
    [`POST attempts/${ID}/answers`]: ({ body }) => {
      if (refuses && "job" in (body as object)) return { status: 409, body: problem(REFUSAL, 409) };
      open = null;
      closed.push({ number: 1, points: 1, maxPoints: 2, closedAt: "2026-11-28T10:15:30.000Z" });
      return { body: { reached: 1, goals: 2, attempt: { number: 1, points: 1, maxPoints: 2, left: 1 } } };
    },
  });
}

describe("A training goal in practice", () => {
  it("is reached by training, and not by a network that is too large", async ({ opens }) => {
    const { page } = await opens(`#lang=en&${withGoal("dataset=circle&networkShape=8&seed=1", EASY)}`);
    await page.waitForSelector("[data-goal-problem=excess]");
    expect(await page.textContent("[data-goal-problem=excess]")).toBe(
      "Your network has 8 hidden neurons, and this goal allows 6. Remove 2, or the training does not count.",
    );
    expect(await page.textContent(".goal-rules")).toBe(
      "Allowed: at most 6 hidden neurons. Fixed by your teacher: data.",
    );
    await page.click("[data-action=play]");
    await expect
      .poll(async () => Number(await page.textContent("[data-testid=train-loss]")), { timeout: 20_000 })
      .toBeLessThan(0.3);
    expect(await page.getAttribute(".goal-targets li", "data-reached")).toBe("false");
    const remove = page.getByRole("button", { name: "Remove a neuron from hidden layer 1" });
    for (let neurons = 8; neurons > 6; neurons--) await remove.click();
    await page.waitForSelector("[data-goal-problem=excess]", { state: "detached" });
    await page.click("[data-action=play]");
    await page.waitForSelector(".goal-targets [data-reached=true]");
    expect(await page.textContent("[data-goal-state]")).toBe("Goal reached.");
  });
});

describe("A graded training goal", () => {
  it("says what to do when the training does not count, and lets the student hand in without it", async ({
    studies,
  }) => {
    const course = training(true);
    const user = await studies(course, `graded=true&${withGoal("dataset=spiral&networkShape=4,4", CURE)}`);
    user.expectsErrors = true;
    const { page } = user;
    const press = (action: string) => page.click(`[data-action=${action}]`);
    await page.waitForSelector("[data-action=start]");
    expect(await page.textContent("[data-goal-state]")).toBe(
      "What you train before you start an attempt does not count.",
    );
    await press("start");
    await page.waitForSelector("[data-goal-state=open]");
    expect(await page.textContent("[data-goal-state]")).toBe("Attempt 1 of 2");
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("goal-progress");
    await page.locator("[data-testid=train-loss]", { hasText: /\d/ }).waitFor();
    await user.settles();
    await press("hand-in");
    expect(await page.textContent("#confirm-hand-in")).toBe(
      "0 of 2 targets are reached. Hand in attempt 1? You cannot change it afterwards.",
    );
    await press("hand-in-now");
    await page.waitForSelector("[data-goal-problem=refused]");
    expect(await page.textContent("[data-goal-problem=refused]")).toBe(REFUSAL);

    const again = page.waitForRequest(
      (request) => request.method() === "POST" && request.url().endsWith("/api/v1/jobs"),
    );
    await press("begin-again");
    expect((await again).postData()).toContain(ID);
    await page.waitForSelector("[data-goal-problem=refused]", { state: "detached" });
    await user.settles();

    await press("hand-in");
    await press("hand-in-now");
    await page.waitForSelector("[data-goal-problem=refused]");
    await press("hand-in");
    expect(await page.textContent("[data-action=hand-in-now]")).toBe("Hand in what is reached");
    await press("hand-in-now");
    await page.waitForSelector("[data-goal-state=closed]");
    expect(await page.textContent("[data-goal-state]")).toBe("Attempt 1: 1 of 2 points.");
    expect(await page.textContent("[data-best]")).toBe("Best attempt: 1 of 2 points.");
    expect(course.calls.filter(({ path }) => path.endsWith("answers")).at(-1)?.body).toEqual({});
  });

  it.for(["en", "zh-CN"] as const)(
    "has no accessibility violation in light and dark, and is no wider than 320 pixels, in %s",
    async (language, { studies }) => {
      for (const theme of ["light", "dark"]) {
        const keys = withGoal("dataset=spiral&networkShape=8,8", CURE);
        const user = await studies(training(), `lang=${language}&theme=${theme}&graded=true&${keys}`, 320);
        const { page } = user;
        const check = async (when: string) => {
          await user.settles();
          expect([theme, when, await accessibilityViolations(page)]).toEqual([theme, when, []]);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect([theme, when, width]).toEqual([theme, when, 320]);
        };
        await page.waitForSelector("[data-goal-problem=excess]");
        await check("before");
        await page.click("[data-action=start]");
        await page.waitForSelector("[data-goal-state=open]");
        await page.click("[data-action=hand-in]");
        await check("asked");
        await page.click("[data-action=hand-in-now]");
        await page.waitForSelector("[data-goal-state=closed]");
        await check("closed");
      }
    },
  );
});
