import type { Block, Inline } from "../src/model/course/article";
import { compile } from "./compile";

/** A number that the server fills in: `{{w0}}`, `{{+w0}}`, `{{=w0}}` or `{{(w0)}}`. */
const PLACEHOLDER = /\{\{[=+(]?[A-Za-z][A-Za-z0-9-]*\)?\}\}/g;

/**
 * Finds the errors of the exercises' texts that the compiler of the lessons reports, and Markdown that an exercise cannot
 * show: the server renders words, formulas and sections only. It checks sections, translations and placeholders itself.
 *
 * @param sources Markdown by the name of its file
 * @returns sentences that name the file; empty if there are no errors
 */
export function exerciseErrors(sources: ReadonlyMap<string, string>): readonly string[] {
  return [...sources].flatMap(([file, markdown]) => {
    const { article, errors } = compile(file, markdown.replaceAll(PLACEHOLDER, "1"));
    return [
      ...errors.map((error) => `${file} ${error}.`),
      ...article.blocks
        .flatMap(unsupported)
        .map((what) => `${file} uses ${what}, which an exercise cannot show.`),
    ];
  });
}

/** What the server would show as plain text. */
function unsupported(block: Block): readonly string[] {
  if (block.type === "formula") return [];
  if (block.type !== "paragraph" && block.type !== "heading") return [block.type];
  return block.children.flatMap((inline: Inline) =>
    typeof inline === "string" || inline.type === "formula" ? [] : [inline.type],
  );
}
