import type { Block, Inline } from "../src/model/course/article";
import { compile } from "./compile";

/** Markdown of the exercises, by language and slug. */
export type ExerciseSources = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A number that the server fills in: `{{w0}}`, with its sign `{{+w0}}`, as a result `{{=w0}}`, or in brackets. */
const PLACEHOLDER = /\{\{[=+(]?[A-Za-z0-9]+\)?\}\}/g;

/**
 * Finds the errors of the exercises' texts. They are Markdown as the lessons are, and compiled by the same compiler, but
 * the server renders them with the numbers of a variant: they may use words, formulas and the headings of sections only.
 * A translation has the same sections and numbers as the first language.
 *
 * @returns sentences that name the file; empty if there are no errors
 */
export function exerciseErrors(sources: ExerciseSources): readonly string[] {
  const [first] = sources;
  if (!first) return [];
  const slugs = [...new Set([...sources.values()].flatMap((texts) => [...texts.keys()]))];
  return slugs.flatMap((slug) =>
    [...sources].flatMap(([language, texts]) => {
      const file = `${language}/${slug}.md`;
      const markdown = texts.get(slug);
      if (markdown === undefined) return [`${file} is missing: the exercise exists in another language.`];
      const { article, errors } = compile(slug, markdown.replaceAll(PLACEHOLDER, "1"));
      const original = first[1].get(slug) ?? markdown;
      return [
        ...errors.map((error) => `${file} ${error}.`),
        ...article.blocks
          .flatMap(unsupported)
          .map((what) => `${file} uses ${what}, which an exercise cannot show.`),
        ...differences(file, `${first[0]}/${slug}.md`, markdown, original),
      ];
    }),
  );
}

/** What the server would show as plain text. */
function unsupported(block: Block): readonly string[] {
  if (block.type !== "paragraph" && block.type !== "heading")
    return block.type === "formula" ? [] : [block.type];
  return block.children.flatMap((inline: Inline) =>
    typeof inline === "string" || inline.type === "formula" ? [] : [inline.type],
  );
}

function differences(file: string, original: string, here: string, there: string): readonly string[] {
  const differ = (pattern: RegExp, sorted: boolean) => {
    const [a, b] = [here, there].map((text) => {
      const found = [...text.matchAll(pattern)].map(([match]) => match);
      return (sorted ? [...new Set(found)].sort() : found).join("\n");
    });
    return a !== b;
  };
  return [
    ...(differ(/^#{2,3} .*$/gm, false) ? [`${file} has other sections than ${original}.`] : []),
    ...(differ(PLACEHOLDER, true) ? [`${file} has other numbers than ${original}.`] : []),
  ];
}
