import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contents, Entry } from "../src/model/article";
import type { Texts } from "./check";
import { compile, type Compiled } from "./compile";

/** The languages of the course: one folder each, labs in a folder of their own below. */
export const LANGUAGES = ["en", "zh-CN"] as const;

/** Compiles every text below the folder, by language. */
export function readTexts(folder: string): ReadonlyMap<string, Texts> {
  return new Map(
    LANGUAGES.map((language) => [
      language,
      { lessons: readFolder(join(folder, language)), labs: readFolder(join(folder, language, "labs")) },
    ]),
  );
}

/** The course's list in one language: lessons in their order, labs in the given one. */
export function contentsOf(texts: Texts, labs: readonly string[]): Contents {
  const inOrder = [...texts.lessons.values()].toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  return {
    lessons: inOrder.map(entryOf),
    labs: labs.flatMap((slug) => {
      const lab = texts.labs.get(slug);
      return lab ? [entryOf(lab)] : [];
    }),
  };
}

function entryOf({ article: { slug, title, summary } }: Compiled): Entry {
  return { slug, title, summary };
}

function readFolder(folder: string): ReadonlyMap<string, Compiled> {
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(".md"))
      .map((name) => {
        const slug = name.slice(0, -".md".length);
        return [slug, compile(slug, readFileSync(join(folder, name), "utf8"))];
      }),
  );
}
