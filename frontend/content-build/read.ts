import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Contents, Entry } from "../src/model/course/article";
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

/**
 * The server's exercises in a language: their names, from the files that the server itself reads. What they ask comes from the server.
 *
 * @param order slugs in the lecture's order; others come last
 */
export function readExercises(folder: string, language: string, order: readonly string[]): readonly Entry[] {
  const place = (slug: string) => (order.includes(slug) ? order.indexOf(slug) : order.length);
  return markdownIn(join(folder, language))
    .map((slug) => {
      const [, front = ""] = readFileSync(join(folder, language, `${slug}.md`), "utf8").split(/^---$/m);
      const { title, summary } = parse(front) as { title: string; summary: string };
      return { slug, title, summary };
    })
    .toSorted((a, b) => place(a.slug) - place(b.slug));
}

/** The course's list in one language: lessons in their order, labs and exercises in the given one. */
export function contentsOf(texts: Texts, labs: readonly string[], exercises: readonly Entry[]): Contents {
  const inOrder = [...texts.lessons.values()].toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  return {
    lessons: inOrder.map(entryOf),
    labs: labs.flatMap((slug) => {
      const lab = texts.labs.get(slug);
      return lab ? [entryOf(lab)] : [];
    }),
    exercises,
  };
}

function entryOf({ article: { slug, title, summary } }: Compiled): Entry {
  return { slug, title, summary };
}

function readFolder(folder: string): ReadonlyMap<string, Compiled> {
  return new Map(
    markdownIn(folder).map((slug) => [slug, compile(slug, readFileSync(join(folder, `${slug}.md`), "utf8"))]),
  );
}

/** Names without their ending. */
function markdownIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -".md".length))
    .toSorted();
}
