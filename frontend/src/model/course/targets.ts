import type { Article, Block, Inline, LabActionLink, TaskBox, Target } from "./article";
import { allBlocks } from "./blocks";

/** All targets of links and cards. */
export function targetsOf({ blocks }: Pick<Article, "blocks">): readonly Target[] {
  return allBlocks(blocks).flatMap((block): readonly Target[] =>
    block.type === "lab" || block.type === "exercise"
      ? [{ type: block.type, slug: block.slug }]
      : allInlines(inlinesOf(block)).flatMap((inline) =>
          typeof inline !== "string" && inline.type === "link" ? [inline.target] : [],
        ),
  );
}

/** All words that drive a lab. */
export function actionsOf({ blocks }: Pick<Article, "blocks">): readonly LabActionLink[] {
  return allBlocks(blocks)
    .flatMap((block) => allInlines(inlinesOf(block)))
    .filter((inline) => typeof inline !== "string" && inline.type === "act");
}

/** The part after `#` of each playground address in these blocks. */
export function presetsOf(blocks: readonly Block[]): readonly string[] {
  return targetsOf({ blocks }).flatMap((target) => (target.type === "preset" ? [target.address] : []));
}

/** The task that the playground shows: the first one with a link that opens it. */
export function playgroundTask({ blocks }: Pick<Article, "blocks">): TaskBox | undefined {
  return allBlocks(blocks).find(
    (block): block is TaskBox => block.type === "do" && presetsOf(block.children).length > 0,
  );
}

function inlinesOf(block: Block): readonly Inline[] {
  if (block.type === "paragraph" || block.type === "heading") return block.children;
  return block.type === "choice" ? block.options.flatMap(({ label }) => label) : [];
}

/** Each followed by those inside it. */
function allInlines(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline) => {
    const children = typeof inline !== "string" && "children" in inline ? inline.children : [];
    return [inline, ...allInlines(children)];
  });
}
