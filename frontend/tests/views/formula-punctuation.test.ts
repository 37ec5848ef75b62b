// @vitest-environment happy-dom
import { h } from "preact";
import { beforeAll, describe, expect, it } from "vitest";
import { Inlines } from "../../src/views/course/inlines";
import { leadingMark } from "../../src/views/course/components/leading-mark";
import { ProsePieces } from "../../src/views/course/exercises/prose-view";
import { coursePage, rendered } from "./course-page";

describe("Punctuation at the beginning of a text", () => {
  it.each([
    [", as before", ","],
    [").", ")."],
    ["?), and", "?),"],
    ['".', '".'],
    ["，因为", "，"],
    ["）。这", "）。"],
    ["”：", "”："],
    [" and then.", ""],
    ["and then.", ""],
    ["(see below)", ""],
    ["（见下）", ""],
    ["", ""],
  ])("of %j is %j", (text, mark) => {
    expect(leadingMark(text)).toBe(mark);
  });
});

beforeAll(() => {
  // KaTeX refuses to render in quirks mode, and happy-dom does not tell the mode.
  Object.defineProperty(document, "compatMode", { value: "CSS1Compat" });
});

/** What the formulas of a text show, and the whole text: the rendered formulas stand for their sources. */
async function shown(root: HTMLElement): Promise<{ readonly ends: string[]; readonly text: string }> {
  const formulas = [...root.querySelectorAll<HTMLElement>(".formula")];
  await expect.poll(() => formulas.every((formula) => formula.querySelector(".katex"))).toBe(true);
  const ends = formulas.map((formula) => formula.querySelector(".formula-end")?.textContent ?? "");
  formulas.forEach((formula) => {
    const end = formula.querySelector(".formula-end");
    formula.textContent = `$${end?.lastChild?.textContent ?? ""}`;
  });
  return { ends, text: root.textContent };
}

describe("Punctuation after a formula", () => {
  it("is on the line of the formula's last part, once", async () => {
    const inlines = [
      "With ",
      { type: "formula", tex: "a = b" },
      "), ",
      { type: "formula", tex: "c" },
      " holds; ",
      { type: "strong", children: [{ type: "formula", tex: "d" }, "."] },
    ] as const;
    const root = await rendered(coursePage(), h(Inlines, { inlines, link: () => null }));
    expect(await shown(root)).toEqual({ ends: ["b),", "", "d."], text: "With $), $ holds; $." });
  });

  it("stays with it in exercises, too", async () => {
    const pieces = [{ text: "若 " }, { tex: "x = 1" }, { text: "，则 " }, { tex: "y" }, { text: "。" }];
    const root = await rendered(coursePage(), h(ProsePieces, { pieces }));
    expect(await shown(root)).toEqual({ ends: ["1，", "y。"], text: "若 $，则 $。" });
  });
});
