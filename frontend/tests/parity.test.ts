import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const TESTS = { B: "browser-tests", U: "tests" } as const;

describe("docs/parity.md", () => {
  it("names tests that are there", () => {
    const named = [
      ...readFileSync("../docs/parity.md", "utf8").matchAll(
        /([BU]) ([a-z-]+): (.+?)(?= \|$| \.\.|; [BU] )/gm,
      ),
    ];
    const missing = named.filter(([, kind, file, name = ""]) => {
      const texts = filesOf(TESTS[kind as "B" | "U"])
        .filter((path) => path.endsWith(`/${file ?? ""}.test.ts`))
        .map((path) => readFileSync(path, "utf8"));
      return !texts.some((text) => text.includes(name));
    });
    expect(named.length).toBeGreaterThan(40);
    expect(missing.map(([all]) => all)).toEqual([]);
  });
});

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
}
