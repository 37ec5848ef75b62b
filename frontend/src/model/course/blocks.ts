import type { Block, GradedQuestion } from "./article";

/** All blocks of a text, each followed by the blocks inside it. */
export function allBlocks(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => [block, ...allBlocks(childrenOf(block))]);
}

function childrenOf(block: Block): readonly Block[] {
  switch (block.type) {
    case "list":
      return block.items.flat();
    case "do":
    case "question":
    case "answer":
    case "pitfall":
    case "remember":
    case "sources":
    case "note":
    case "stage":
      return block.children;
    case "choice":
      return [...block.prompt, ...block.options.flatMap(({ feedback }) => feedback)];
    case "number":
      return [
        ...block.prompt,
        ...block.right,
        ...block.mistakes.flatMap(({ feedback }) => feedback),
        ...block.wrong,
      ];
    case "paragraph":
    case "heading":
    case "formula":
    case "lab":
    case "exercise":
    case "figure":
      return [];
  }
}

/** The graded questions of a text, in their order. */
export function gradedQuestionsOf(blocks: readonly Block[]): readonly GradedQuestion[] {
  return allBlocks(blocks).filter((block) => block.type === "choice" || block.type === "number");
}
