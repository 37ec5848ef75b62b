import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import { LtiCourse, problem, RETURN_URL } from "../../scripts/lti-course.mjs";

function picking(
  picker: object | null,
  language: string | null = null,
  pick: () => unknown = signed,
): LtiCourse {
  return new LtiCourse({
    "GET session": () => ({ body: { kind: "picker", role: "teacher", language, content: null, picker } }),
    "POST deep-links": () => (pick() ?? { body: {} }) as { body: unknown },
  });
}

const SEVERAL = { multiple: true, lineItems: true };
const signed = () => ({ body: { action: RETURN_URL, jwt: "signed.by.test" } });

function itemsOf(calls: LtiCourse["calls"]): unknown {
  return (calls.find(({ path }) => path === "deep-links")?.body as { items: unknown } | undefined)?.items;
}

describe("The picker", () => {
  it("posts a graded exercise, a lab and a playground to the course, with titles, attempts and points", async ({
    reads,
  }) => {
    const course = picking(SEVERAL);
    const { page } = await reads("/lti/picker", "lang=en", 1280, course.prepare);
    await page.check("[data-path='/exercises/small-network'] input");
    await page.fill("#pick-1-title", "Homework 3");
    await page.fill("#pick-1-attempts", "99");
    await page.check("[data-control=kind] [data-choice=lab] input");
    await page.check("[data-path='/labs/hopfield'] input");
    await page.check("[data-control=kind] [data-choice=playground] input");
    await page.fill("#pick-address", "dataset=xor&networkShape=4");
    await page.press("#pick-address", "Enter");
    expect(await page.textContent("[data-picked-count]")).toBe("3 activities are picked.");
    await page.click("[data-action=confirm]");
    await page.waitForURL(RETURN_URL);

    expect(course.posted).toEqual(["JWT=signed.by.test"]);
    expect(course.calls.map(({ token }) => token)).toEqual(["bearer-of-the-test", "bearer-of-the-test"]);
    expect(itemsOf(course.calls)).toEqual([
      { path: "/exercises/small-network", title: "Homework 3", mode: "graded", attempts: 20, points: 11 },
      {
        path: "/labs/hopfield",
        title: "Hopfield network: memory as energy",
        mode: "practice",
        attempts: 1,
        points: 0,
      },
      {
        path: "/#dataset=xor&networkShape=4",
        title: "NN Playground",
        mode: "practice",
        attempts: 1,
        points: 0,
      },
    ]);
  });

  it("shows of each playground its own data and network", async ({ reads }) => {
    const { page } = await reads("/lti/picker", "lang=en", 1280, picking(SEVERAL).prepare);
    await page.check("[data-control=kind] [data-choice=playground] input");
    await page.waitForSelector("[data-path^='/#']");
    const pictures = await page
      .locator("[data-path^='/#'] .thumbnail-picture")
      .evaluateAll((all) =>
        all.map((picture) => [
          picture.querySelectorAll("circle").length > 0,
          picture.querySelectorAll(".node").length,
          picture.innerHTML,
        ]),
      );
    // Two inputs and one output, with the hidden neurons between them.
    expect(pictures.map(([hasData, neurons]) => [hasData, neurons])).toEqual(
      [6, 1, 4, 16, 8].map((hidden) => [true, hidden + 3]),
    );
    expect(new Set(pictures.map(([, , picture]) => picture)).size).toBe(5);
  });

  it("posts an empty list when the teacher cancels", async ({ reads }) => {
    const course = picking(SEVERAL);
    const { page } = await reads("/lti/picker", "lang=en", 1280, course.prepare);
    await page.check("[data-path='/exercises/small-network'] input");
    await page.click("[data-action=cancel]");
    await page.waitForURL(RETURN_URL);
    expect(itemsOf(course.calls)).toEqual([]);
  });

  it("lets a teacher pick one activity by the keyboard alone, without grades, if the course wants that", async ({
    reads,
  }) => {
    const course = picking({ multiple: false, lineItems: false });
    const { page } = await reads("/lti/picker", "lang=en", 1280, course.prepare);
    await page.focus("[data-path='/exercises/perceptron-rule'] input");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    expect(await page.textContent("[data-picked-count]")).toBe("1 activity is picked.");
    expect(await page.getAttribute("[data-picked]", "data-picked")).toBe("/exercises/small-network");
    expect(await page.locator("[data-control=pick-1-mode], #pick-1-attempts").count()).toBe(0);
    await page.focus("[data-action=confirm]");
    await page.keyboard.press("Enter");
    await page.waitForURL(RETURN_URL);
    expect(itemsOf(course.calls)).toMatchObject([{ path: "/exercises/small-network", mode: "practice" }]);
  });

  it("says which addresses it takes, and does not add another one", async ({ reads }) => {
    const { page } = await reads("/lti/picker", "lang=en", 1280, picking(SEVERAL).prepare);
    await page.check("[data-control=kind] [data-choice=playground] input");
    await page.fill("#pick-address", "https://elsewhere.example/#dataset=xor");
    await page.click("[data-action=add-address]");
    expect(await page.textContent("#pick-address-problem")).toContain("Paste the whole address");
    expect(await page.getAttribute("[data-picked-count]", "data-picked-count")).toBe("0");
    expect(await page.getAttribute("[data-action=confirm]", "aria-disabled")).toBe("true");
  });

  it("stays with what is picked when the server refuses", async ({ reads }) => {
    const course = picking(SEVERAL, null, () => ({ status: 422, body: problem("Too many activities", 422) }));
    const reader = await reads("/lti/picker", "lang=en", 1280, course.prepare);
    reader.expectsErrors = true;
    await reader.page.check("[data-path='/exercises/small-network'] input");
    await reader.presses("confirm");
    await reader.page.waitForSelector(".picker-end .server-status:has-text('Too many activities')");
    expect(await reader.page.getAttribute("[data-picked-count]", "data-picked-count")).toBe("1");
  });

  it.for([
    ["en", "This session has ended. Open the activity again in your course."],
    ["zh-CN", "会话已结束，请回到课程里重新打开这个活动。"],
  ] as const)("says in %s that the session has ended", async ([language, text], { reads }) => {
    const course = new LtiCourse({ "GET session": () => ({ status: 401, body: problem("x", 401) }) });
    const reader = await reads("/lti/picker", `lang=${language}`, 1280, course.prepare);
    reader.expectsErrors = true;
    await reader.page.waitForSelector("[data-session=over]");
    expect(await reader.page.textContent("[data-session=over]")).toBe(text);
  });

  it("speaks the language of the course", async ({ reads }) => {
    const { page } = await reads("/lti/picker", "", 1280, picking(SEVERAL, "zh-CN").prepare);
    await page.waitForSelector("html[lang=zh-CN]");
    expect(await page.textContent("h1")).toBe("为课程添加活动");
  });

  it.for(["en", "zh-CN"])(
    "has no accessibility violation in light and dark, and is no wider than 320 pixels, in %s",
    async (language, { reads }) => {
      const reader = await reads(
        "/lti/picker",
        `lang=${language}&theme=light`,
        320,
        picking(SEVERAL).prepare,
      );
      await reader.page.check("[data-path='/exercises/small-network'] input");
      await reader.page.check("[data-control=kind] [data-choice=playground] input");
      for (const theme of ["light", "dark"]) {
        await reader.goesTo(`lang=${language}&theme=${theme}`);
        await reader.page.waitForSelector(`html[data-theme=${theme}]`);
        await reader.settles();
        expect([theme, await reader.accessibilityViolations()]).toEqual([theme, []]);
        expect([theme, await reader.width()]).toEqual([theme, 320]);
      }
    },
  );
});
