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

function errors(text: string): readonly string[] {
  return exerciseErrors(new Map([["en/gate.md", text]]));
}

describe("The check of the exercises' texts", () => {
  it("accepts words, formulas, numbers and sections", () => {
    expect(errors(TEXT)).toEqual([]);
  });

  it("reports what only a lesson can show", () => {
    expect(errors(TEXT.replace("The sum.", "The **sum**."))).toEqual([
      "en/gate.md uses strong, which an exercise cannot show.",
    ]);
    expect(errors(TEXT.replace("The sum.", "- The sum."))).toEqual([
      "en/gate.md uses list, which an exercise cannot show.",
    ]);
  });

  it("reports a formula that KaTeX rejects", () => {
    expect(errors(TEXT.replace("z = w x", "\\frac{1}"))[0]).toContain("en/gate.md has an invalid formula");
  });

  it("reports a text without a summary", () => {
    expect(errors(TEXT.replace("summary: S\n", ""))).toEqual([
      "en/gate.md has no summary in its front matter.",
    ]);
  });
});
