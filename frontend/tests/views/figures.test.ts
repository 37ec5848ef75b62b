// @vitest-environment happy-dom
import { h } from "preact";
import { describe, expect, it } from "vitest";
import { FIGURES } from "../../src/model/course/course";
import { LessonFigure } from "../../src/views/figures/lesson-figure";
import { coursePage, rendered } from "./course-page";

/** Wider drawings would be too small on a phone of 320 pixels. */
const MAX_WIDTH = 280;

const LATIN_WORD = /[a-z]{4,}/i;
/** Names that are the same in Chinese. */
const NAMES = /AlexNet|GoogLeNet|ResNet|Hopfield|Werbos|SNARC|NAND|ReLU|ImageNet|sigmoid|tanh|margin/gi;

describe.each(["en", "zh-CN"] as const)("A figure in %s", (language) => {
  it.each(FIGURES)("%s has a text alternative, a caption and drawings that fit a phone", async (name) => {
    const root = await rendered(coursePage(language), h(LessonFigure, { name }));
    const picture = root.querySelector("[role=img]");
    expect(picture?.getAttribute("aria-label")?.length).toBeGreaterThan(30);
    expect(root.querySelector("figcaption")?.textContent.length).toBeGreaterThan(30);
    const widths = [...root.querySelectorAll("svg")].map((svg) => Number(svg.getAttribute("width")));
    expect(widths.length).toBeGreaterThan(0);
    expect(Math.max(...widths)).toBeLessThanOrEqual(MAX_WIDTH);
    expect(root.innerHTML).not.toContain("NaN");
    expect(root.innerHTML).not.toContain("undefined");
  });
});

describe("A figure in Chinese", () => {
  it.each(FIGURES)("%s has no English words", async (name) => {
    const root = await rendered(coursePage("zh-CN"), h(LessonFigure, { name }));
    const words = [...root.querySelectorAll("text, figcaption, span")].map(({ textContent }) => textContent);
    expect(words.filter((word) => LATIN_WORD.test(word.replaceAll(NAMES, "")))).toEqual([]);
  });
});

describe("An unknown figure", () => {
  it("is not drawn", async () => {
    const root = await rendered(coursePage(), h(LessonFigure, { name: "telepathy" }));
    expect(root.innerHTML).toBe("");
  });
});
