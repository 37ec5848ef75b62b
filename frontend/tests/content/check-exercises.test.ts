import { describe, expect, it } from "vitest";
import { exerciseErrors } from "../../content-build/check-exercises";

const TEXT = `---
title: T
summary: S
---

## task

Find $z = w x$ for $w = {{w}}$.

## sum

The sum.
`;

function errors(en: string, zh = en): readonly string[] {
  return exerciseErrors(
    new Map([
      ["en", new Map([["gate", en]])],
      ["zh-CN", new Map([["gate", zh]])],
    ]),
  );
}

describe("The check of the exercises' texts", () => {
  it("accepts words, formulas, numbers and sections", () => {
    expect(errors(TEXT)).toEqual([]);
  });

  it("reports an exercise without translation", () => {
    const sources = new Map([
      ["en", new Map([["gate", TEXT]])],
      ["zh-CN", new Map<string, string>()],
    ]);
    expect(exerciseErrors(sources)).toEqual([
      "zh-CN/gate.md is missing: the exercise exists in another language.",
    ]);
  });

  it("reports what only a lesson can show", () => {
    expect(errors(TEXT.replace("The sum.", "The **sum**."))[0]).toBe(
      "en/gate.md uses strong, which an exercise cannot show.",
    );
    expect(errors(TEXT.replace("The sum.", "- The sum."))[0]).toBe(
      "en/gate.md uses list, which an exercise cannot show.",
    );
  });

  it("reports a formula that KaTeX rejects", () => {
    expect(errors(TEXT.replace("z = w x", "\\frac{1}"))[0]).toContain("en/gate.md has an invalid formula");
  });

  it("reports other sections and other numbers in a translation", () => {
    expect(errors(TEXT, TEXT.replace("## sum", "## sums"))).toEqual([
      "zh-CN/gate.md has other sections than en/gate.md.",
    ]);
    expect(errors(TEXT, TEXT.replace("{{w}}", "{{v}}"))).toEqual([
      "zh-CN/gate.md has other numbers than en/gate.md.",
    ]);
  });
});
