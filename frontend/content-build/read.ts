import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Contents, Entry, LessonEntry } from "../src/model/course/article";
import { CHAPTERS, type Chapter } from "../src/model/course/course";
import type { Texts } from "./check";
import { compile, type Compiled } from "./compile";

/** The languages of the course: one folder each, with a sub-folder for labs. */
export const LANGUAGES = ["en", "zh-CN"] as const;

/** Compiles all texts below the folder, by language. */
export function readTexts(folder: string): ReadonlyMap<string, Texts> {
  return new Map(
    LANGUAGES.map((language) => [
      language,
      { lessons: readFolder(join(folder, language)), labs: readFolder(join(folder, language, "labs")) },
    ]),
  );
}

/**
 * Reads titles and summaries of the server's exercises in a language. The tasks themselves come from the server's API.
 *
 * @param order slugs in the lecture's order; others come last
 */
export function readExercises(folder: string, language: string, order: readonly string[]): readonly Entry[] {
  const position = (slug: string) => (order.includes(slug) ? order.indexOf(slug) : order.length);
  return markdownFilesIn(join(folder, language))
    .map((slug) => {
      const [, front = ""] = readFileSync(join(folder, language, `${slug}.md`), "utf8").split(/^---$/m);
      const { title, summary } = parse(front) as { title: string; summary: string };
      return { slug, title, summary };
    })
    .toSorted((a, b) => position(a.slug) - position(b.slug));
}

/** Markdown of the server's exercises in all languages, by the name of the file. */
export function readExerciseSources(folder: string): ReadonlyMap<string, string> {
  return new Map(
    LANGUAGES.flatMap((language) =>
      markdownFilesIn(join(folder, language)).map((slug) => {
        const file = `${language}/${slug}.md`;
        return [file, readFileSync(join(folder, file), "utf8")] as const;
      }),
    ),
  );
}

/** Contents in one language: lessons by their order, labs and exercises in the given order. */
export function contentsOf(texts: Texts, labs: readonly string[], exercises: readonly Entry[]): Contents {
  const inOrder = [...texts.lessons.values()].toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  return {
    lessons: withChapters(inOrder),
    labs: labs.flatMap((slug) => {
      const lab = texts.labs.get(slug);
      return lab ? [entryOf(lab)] : [];
    }),
    exercises,
  };
}

/** A lesson without a chapter belongs to that of the lesson before it. */
function withChapters(lessons: readonly Compiled[]): readonly LessonEntry[] {
  let chapter: Chapter = CHAPTERS[0];
  return lessons.map((lesson) => {
    chapter = CHAPTERS.find((name) => name === lesson.chapter) ?? chapter;
    return { ...entryOf(lesson), chapter };
  });
}

function entryOf({ article: { slug, title, summary } }: Compiled): Entry {
  return { slug, title, summary };
}

function readFolder(folder: string): ReadonlyMap<string, Compiled> {
  return new Map(
    markdownFilesIn(folder).map((slug) => [
      slug,
      compile(slug, readFileSync(join(folder, `${slug}.md`), "utf8")),
    ]),
  );
}

/** File names without extension. */
function markdownFilesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.slice(0, -".md".length))
    .toSorted();
}
