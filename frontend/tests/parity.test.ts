import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const TESTS = {
  B: ["browser-tests", ".test.ts"],
  U: ["tests", ".test.ts"],
  J: ["../backend/src/test/java", ".java"],
} as const;

describe("docs/parity.md", () => {
  it("names existing tests", () => {
    const named = [
      ...readFileSync("../docs/parity.md", "utf8").matchAll(
        /([BUJ]) ([A-Za-z-]+): (.+?)(?= \|$| \.\.|; [BUJ] )/gm,
      ),
    ];
    const missing = named.filter(([, kind, file, name = ""]) => {
      const [folder, ending] = TESTS[kind as keyof typeof TESTS];
      const texts = filesOf(folder)
        .filter((path) => path.endsWith(`/${file ?? ""}${ending}`))
        .map((path) => readFileSync(path, "utf8"));
      return !texts.some((text) => text.includes(name));
    });
    expect(named.length).toBeGreaterThan(60);
    expect(missing.map(([all]) => all)).toEqual([]);
  });
});

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
}
