import katex from "katex";
import type { PhrasingContent, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import "mdast-util-math";
import remarkDirective from "remark-directive";
import remarkFrontmatter from "remark-frontmatter";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { parse } from "yaml";
import type { Article, Block, BoxType, Inline, Target } from "../src/model/course/article";
import { isLabel, QUESTIONS, questionOf } from "./graded-questions";
import { goalOf } from "./task-goals";

/** A compiled text, not yet compared with others. */
export interface Compiled {
  readonly article: Article;
  /** Position among the lessons; labs have none. */
  readonly order: number | undefined;
  /** Name of the chapter that the lesson begins; undefined for the other lessons of a chapter. */
  readonly chapter: string | undefined;
  /** Errors within the text. */
  readonly errors: readonly string[];
}

type TextBox = Exclude<BoxType, "do">;
const BOXES: readonly string[] = [
  "question",
  "answer",
  "pitfall",
  "remember",
  "sources",
  "note",
] satisfies TextBox[];
/** Links to a lab and one of its actions. */
const ACT = /^act:([^/]*)\/(.*)$/;
const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ["yaml"])
  .use(remarkMath)
  .use(remarkDirective)
  .freeze();

/** What the compiler collects on its way through a text. */
interface Collected {
  readonly errors: string[];
  /** Number of graded questions. */
  questions: number;
}

/**
 * Compiles Markdown with front matter (`title`, `summary`, and of a lesson `order` and `chapter`) to data. The format is
 * described in `docs/lessons.md`: formulas, boxes, graded questions, labs, exercises, figures, and links into the course.
 * Anything else is an error, and so is a formula that KaTeX rejects.
 */
export function compile(slug: string, markdown: string): Compiled {
  const errors: string[] = [];
  const collected: Collected = { errors, questions: 0 };
  const { children } = parser.parse(markdown);
  const [first] = children;
  const frontMatter = record(first?.type === "yaml" ? parse(first.value) : undefined);
  const text = (key: string) => {
    const value = frontMatter[key];
    if (typeof value === "string" && value !== "") return value;
    errors.push(`has no ${key} in its front matter`);
    return "";
  };
  const blocks = children.flatMap((node) => blockOf(node, collected));
  const { order, chapter } = frontMatter;
  return {
    article: { slug, title: text("title"), summary: text("summary"), blocks },
    order: typeof order === "number" ? order : undefined,
    chapter: typeof chapter === "string" ? chapter : undefined,
    errors,
  };
}

function blockOf(node: RootContent, collected: Collected): readonly Block[] {
  switch (node.type) {
    case "yaml":
      return [];
    case "paragraph":
    case "heading":
      return [{ type: node.type, children: inlines(node.children, collected) }];
    case "list": {
      const items = node.children.map((item) => item.children.flatMap((child) => blockOf(child, collected)));
      return [{ type: "list", ordered: node.ordered === true, items }];
    }
    case "math":
      return [formulaOf(node.value, collected)];
    case "containerDirective":
      return boxOf(node, collected);
    case "leafDirective":
      return cardOf(node, collected);
    default:
      collected.errors.push(`uses ${node.type}, which the page cannot render`);
      return [];
  }
}

function formulaOf(tex: string, collected: Collected): { readonly type: "formula"; readonly tex: string } {
  try {
    katex.renderToString(tex, { throwOnError: true, strict: "ignore" });
  } catch (error) {
    collected.errors.push(`has an invalid formula, ${tex}: ${error instanceof Error ? error.message : ""}`);
  }
  return { type: "formula", tex };
}

function boxOf(node: ContainerDirective, collected: Collected): readonly Block[] {
  if (QUESTIONS.includes(node.name)) return [gradedQuestion(node, collected)];
  const children = node.children
    .filter((child) => !isLabel(child))
    .flatMap((child) => blockOf(child, collected));
  if (node.name === "do") {
    const goal = goalOf(node, children, (error) => collected.errors.push(error));
    return [{ type: "do", children, ...(goal && { goal }) }];
  }
  if (BOXES.includes(node.name)) return [{ type: node.name as TextBox, children }];
  if (node.name === "stage") {
    const label = node.children.find(isLabel);
    const title =
      label?.type === "paragraph"
        ? label.children.map((child) => (child.type === "text" ? child.value : "")).join("")
        : "";
    const years = node.attributes?.["years"] ?? "";
    if (title === "" || years === "") collected.errors.push(`has a stage without title or years`);
    return [{ type: "stage", title, years, children }];
  }
  collected.errors.push(`has an unknown box :::${node.name}`);
  return [];
}

function gradedQuestion(node: ContainerDirective, collected: Collected): Block {
  collected.questions++;
  return questionOf(node, {
    id: collected.questions,
    blocks: (nodes) => nodes.flatMap((child) => blockOf(child, collected)),
    label: (directive) => {
      const label = directive.children.find(isLabel);
      return label?.type === "paragraph" ? inlines(label.children, collected) : [];
    },
    error: (error) => collected.errors.push(`has an error: ${error}`),
  });
}

function cardOf(node: LeafDirective, collected: Collected): readonly Block[] {
  const slug = node.attributes?.["slug"] ?? "";
  if (node.name === "lab" || node.name === "exercise") return [{ type: node.name, slug }];
  if (node.name === "figure") return [{ type: "figure", name: node.attributes?.["name"] ?? "" }];
  collected.errors.push(`has an unknown card ::${node.name}`);
  return [];
}

function inlines(nodes: readonly PhrasingContent[], collected: Collected): readonly Inline[] {
  return nodes.flatMap((node): readonly Inline[] => {
    switch (node.type) {
      case "text":
        return [node.value.replaceAll("\n", " ")];
      case "strong":
      case "emphasis":
        return [{ type: node.type, children: inlines(node.children, collected) }];
      case "inlineCode":
        return [{ type: "code", text: node.value }];
      case "inlineMath":
        return [formulaOf(node.value, collected)];
      case "link": {
        const [, lab, action] = ACT.exec(node.url) ?? [];
        if (lab !== undefined && action !== undefined)
          return [{ type: "act", lab, action, children: inlines(node.children, collected) }];
        const target = targetOf(node.url);
        if (!target) collected.errors.push(`links to ${node.url}, which is not part of the course`);
        return target ? [{ type: "link", target, children: inlines(node.children, collected) }] : [];
      }
      case "textDirective":
        // A colon between words, as in "1:name", is text.
        return [`:${node.name}`, ...inlines(node.children, collected)];
      default:
        collected.errors.push(`uses ${node.type}, which the page cannot render`);
        return [];
    }
  });
}

function targetOf(url: string): Target | undefined {
  const [, kind, rest = ""] = /^([a-z]+):(.*)$/.exec(url) ?? [];
  if (kind === "playground") return { type: "preset", address: rest };
  if (kind === "lesson" || kind === "lab" || kind === "exercise" || kind === "sweep")
    return { type: kind, slug: rest };
  return undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
