import { describe, expect } from "vitest";
import { it } from "../support/fixtures";
import { allBlocks } from "../../src/model/course/blocks";
import { readTexts } from "../../content-build/read";

/** The first lesson with a block of this type. */
function lessonWith(type: "choice" | "number"): string {
  const lessons = [...(readTexts("src/lessons").get("en")?.lessons ?? [])];
  const found = lessons.find(([, { article }]) =>
    allBlocks(article.blocks).some((block) => block.type === type),
  );
  if (!found) throw new Error(`No lesson has a ${type}.`);
  return found[0];
}

describe("A graded question", () => {
  it("is answered with the keyboard, and still answered after the page is loaded again", async ({
    reads,
  }) => {
    const { page } = await reads(`/lessons/${lessonWith("choice")}`);
    const question = page.locator(".box-graded:has(.option)").first();
    await question.locator(".option").first().focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => question.getAttribute("data-verdict")).toMatch(/right|wrong/);
    const feedback = await question.locator("[role=status]").textContent();
    expect(feedback?.length).toBeGreaterThan(15);
    await page.reload();
    await page.waitForSelector(".box-graded[data-verdict]");
    expect(await page.locator(".box-graded:has(.option)").first().locator("[role=status] p").count()).toBe(2);
    expect(await page.context().cookies()).toEqual([]);
  });

  it("grades a number when Enter is pressed", async ({ reads }) => {
    const { page } = await reads(`/lessons/${lessonWith("number")}`);
    const question = page.locator(".box-graded:has(input)").first();
    await question.locator("input").fill("123456");
    await page.keyboard.press("Enter");
    await expect.poll(() => question.getAttribute("data-verdict")).toBe("wrong");
  });
});

describe("A sentence of a lesson", () => {
  it("drives the lab of the same page, which gets the focus", async ({ reads }) => {
    const { page } = await reads("/lessons/perceptron", "", 390);
    await page.locator("[data-act='perceptron/two-lines']").first().press("Enter");
    const chosen = page.locator("#lab-perceptron [data-choice=two] input");
    await expect.poll(() => chosen.isChecked()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("lab-perceptron");
  });
});

describe("A lesson on paper", () => {
  it("has answers and addresses of labs, but neither buttons nor the labs themselves", async ({ reads }) => {
    const { page } = await reads("/lessons/perceptron");
    await page.waitForSelector(".box-answer");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".box-answer p").first().isVisible()).toBe(true);
    expect(await page.locator("#lab-perceptron .print-only").last().textContent()).toMatch(
      /\/labs\/perceptron$/,
    );
    expect(await page.locator(".card-address").first().textContent()).toMatch(
      /\/exercises\/perceptron-rule$/,
    );
    for (const hidden of ["[data-action=print]", "[data-action=done]", ".course-header", ".lab-stage"])
      expect(await page.locator(`${hidden}:visible`).count()).toBe(0);
  });
});

describe("An exercise on paper", () => {
  it("has its address and room to compute, but no hint that was not opened and no link", async ({
    reads,
  }) => {
    const { page } = await reads("/exercises/exam-question", "theme=dark");
    const [first, second] = [page.locator("[data-hint]").first(), page.locator("[data-hint]").nth(1)];
    await first.locator("summary").click();
    await page.emulateMedia({ media: "print" });
    expect(await first.locator("p").first().isVisible()).toBe(true);
    expect(await second.isVisible()).toBe(false);
    expect(await page.locator("[data-look-inside]").isVisible()).toBe(false);
    expect(await page.locator(".printable-head .print-only").textContent()).toMatch(
      /\/exercises\/exam-question$/,
    );
    const step = page.locator(".exercise-step").first();
    expect(
      await step.evaluate((element) => parseFloat(getComputedStyle(element).paddingBottom)),
    ).toBeGreaterThan(40);
    expect(await page.locator("h1").evaluate((element) => getComputedStyle(element).color)).toBe(
      "rgb(0, 0, 0)",
    );
  });
});
