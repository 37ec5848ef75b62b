import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";

const ROOT = "src/i18n";

/** Text files of a language below its folder. */
function filesOf(language: string): readonly string[] {
  return readdirSync(`${ROOT}/${language}`, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort();
}

async function textsOf(language: string, file: string): Promise<unknown> {
  const texts = (await import(`../../${ROOT}/${language}/${file}`)) as Record<string, unknown>;
  // The index of the page exports its texts under the name of the language.
  return file === "index.ts" ? Object.values(texts)[0] : texts;
}

/** Every text with its path; a function stands for itself. */
function leavesOf(value: unknown, path = ""): readonly (readonly [path: string, text: unknown])[] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}/${key}`));
}

describe("every language", () => {
  const files = filesOf("en");

  it("has the same files", () => {
    expect(files.length).toBeGreaterThan(25);
    expect(filesOf("zh-cn")).toEqual(files);
  });

  it.each(files)("has the same texts with the same gaps in %s", async (file) => {
    const english = leavesOf(await textsOf("en", file));
    const chinese = new Map(leavesOf(await textsOf("zh-cn", file)));
    expect([...chinese.keys()].sort()).toEqual(english.map(([path]) => path).sort());
    for (const [path, text] of english) {
      const translated = chinese.get(path);
      expect(typeof translated, path).toBe(typeof text);
      if (typeof text === "function" && typeof translated === "function") {
        expect(translated.length, path).toBe(text.length);
      }
      if (typeof text === "string" && typeof translated === "string") {
        expect(text.trim(), path).not.toBe("");
        expect(translated.trim(), path).not.toBe("");
        expect(translated, path).not.toMatch(/[\u4e00-\u9fff][,?!:;]/);
      }
    }
  });
});
