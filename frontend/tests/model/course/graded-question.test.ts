import { describe, expect, it } from "vitest";
import type { Block, ChoiceQuestion, NumberQuestion } from "../../../src/model/course/article";
import { gradedQuestionsOf } from "../../../src/model/course/blocks";
import { gradeOf } from "../../../src/model/course/graded-question";

function words(text: string): readonly Block[] {
  return [{ type: "paragraph", children: [text] }];
}

const NUMBER: NumberQuestion = {
  type: "number",
  id: 1,
  prompt: words("?"),
  answer: 0.25,
  tolerance: 0.005,
  right: words("right"),
  mistakes: [{ is: 0.5, feedback: words("half") }],
  wrong: words("wrong"),
};

const CHOICE: ChoiceQuestion = {
  type: "choice",
  id: 2,
  prompt: words("?"),
  options: [
    { label: ["a"], right: false, feedback: words("not a") },
    { label: ["b"], right: true, feedback: words("b it is") },
  ],
};

describe("The grade of a number", () => {
  it.each([
    ["0.25", "right", "right"],
    ["１／４", "right", "right"],
    ["0.255", "right", "right"],
    ["0.2551", "wrong", "wrong"],
    ["0.5", "wrong", "half"],
    ["1/2", "wrong", "half"],
    ["-3", "wrong", "wrong"],
  ])("of %s is %s, with its feedback", (typed, verdict, feedback) => {
    expect(gradeOf(NUMBER, typed)).toEqual({ verdict, feedback: words(feedback) });
  });

  it("accepts a fraction that has no exact decimal form without a tolerance", () => {
    const third = { ...NUMBER, answer: 0.333333333333, tolerance: 0 };
    expect(gradeOf(third, "1/3")?.verdict).toBe("right");
  });

  it.each([
    ["a quarter", "notANumber"],
    ["1,000", "ambiguous"],
  ])("tells that %s is %s instead of wrong", (typed, verdict) => {
    expect(gradeOf(NUMBER, typed)).toEqual({ verdict, feedback: [] });
  });

  it("does not exist before a number is typed", () => {
    expect(gradeOf(NUMBER, undefined)).toBeUndefined();
    expect(gradeOf(NUMBER, " ")).toBeUndefined();
  });
});

describe("The grade of a choice", () => {
  it("is that of the chosen option", () => {
    expect(gradeOf(CHOICE, "0")).toEqual({ verdict: "wrong", feedback: words("not a") });
    expect(gradeOf(CHOICE, "1")).toEqual({ verdict: "right", feedback: words("b it is") });
  });

  it("does not exist for an option that a new version of the text no longer has", () => {
    expect(gradeOf(CHOICE, "7")).toBeUndefined();
    expect(gradeOf(CHOICE, "0.5")).toBeUndefined();
  });
});

describe("The graded questions of a text", () => {
  it("are found in boxes and lists, in their order", () => {
    const blocks: readonly Block[] = [
      { type: "do", children: [{ type: "list", ordered: false, items: [[NUMBER]] }] },
      CHOICE,
    ];
    expect(gradedQuestionsOf(blocks)).toEqual([NUMBER, CHOICE]);
  });
});
