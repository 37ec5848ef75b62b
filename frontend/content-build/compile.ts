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

/** A compiled text, not yet compared with others. */
export interface Compiled {
  readonly article: Article;
  /** Position among the lessons; labs have none. */
  readonly order: number | undefined;
  /** Errors within the text. */
  readonly errors: readonly string[];
}

const BOXES: readonly string[] = ["do", "question", "answer"] satisfies BoxType[];
const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ["yaml"])
  .use(remarkMath)
  .use(remarkDirective)
  .freeze();

/**
 * Compiles Markdown with front matter (`title`, `summary`, and `order` of a lesson) to data. Extensions of Markdown:
 * `$formula$`, the boxes `:::do`, `:::question`, `:::answer`, `:::stage[title]{years=".."}`, the cards
 * `::lab{slug=".."}` and `::exercise{slug=".."}`, figures `::figure{name=".."}`, and links to `playground:<address>`,
 * `lesson:<slug>`, `lab:<slug>` and `exercise:<slug>`. Anything else is an error, and so is a formula that KaTeX
 * rejects.
 */
export function compile(slug: string, markdown: string): Compiled {
  const errors: string[] = [];
  const { children } = parser.parse(markdown);
  const [first] = children;
  const frontMatter = record(first?.type === "yaml" ? parse(first.value) : undefined);
  const text = (key: string) => {
    const value = frontMatter[key];
    if (typeof value === "string" && value !== "") return value;
    errors.push(`has no ${key} in its front matter`);
    return "";
  };
  const blocks = children.flatMap((node) => blockOf(node, errors));
  const order = frontMatter["order"];
  return {
    article: { slug, title: text("title"), summary: text("summary"), blocks },
    order: typeof order === "number" ? order : undefined,
    errors,
  };
}

function blockOf(node: RootContent, errors: string[]): readonly Block[] {
  switch (node.type) {
    case "yaml":
      return [];
    case "paragraph":
    case "heading":
      return [{ type: node.type, children: inlines(node.children, errors) }];
    case "list": {
      const items = node.children.map((item) => item.children.flatMap((child) => blockOf(child, errors)));
      return [{ type: "list", ordered: node.ordered === true, items }];
    }
    case "math":
      return [formulaOf(node.value, errors)];
    case "containerDirective":
      return boxOf(node, errors);
    case "leafDirective":
      return cardOf(node, errors);
    default:
      errors.push(`uses ${node.type}, which the page cannot render`);
      return [];
  }
}

function formulaOf(tex: string, errors: string[]): { readonly type: "formula"; readonly tex: string } {
  try {
    katex.renderToString(tex, { throwOnError: true, strict: "ignore" });
  } catch (error) {
    errors.push(`has an invalid formula, ${tex}: ${error instanceof Error ? error.message : ""}`);
  }
  return { type: "formula", tex };
}

function boxOf(node: ContainerDirective, errors: string[]): readonly Block[] {
  const children = node.children
    .filter((child) => !isLabel(child))
    .flatMap((child) => blockOf(child, errors));
  if (BOXES.includes(node.name)) return [{ type: node.name as BoxType, children }];
  if (node.name === "stage") {
    const label = node.children.find(isLabel);
    const title =
      label?.type === "paragraph"
        ? label.children.map((child) => (child.type === "text" ? child.value : "")).join("")
        : "";
    const years = node.attributes?.["years"] ?? "";
    if (title === "" || years === "") errors.push(`has a stage without title or years`);
    return [{ type: "stage", title, years, children }];
  }
  errors.push(`has an unknown box :::${node.name}`);
  return [];
}

function isLabel(node: RootContent): boolean {
  return node.type === "paragraph" && node.data !== undefined && "directiveLabel" in node.data;
}

function cardOf(node: LeafDirective, errors: string[]): readonly Block[] {
  const slug = node.attributes?.["slug"] ?? "";
  if (node.name === "lab" || node.name === "exercise") return [{ type: node.name, slug }];
  if (node.name === "figure") return [{ type: "figure", name: node.attributes?.["name"] ?? "" }];
  errors.push(`has an unknown card ::${node.name}`);
  return [];
}

function inlines(nodes: readonly PhrasingContent[], errors: string[]): readonly Inline[] {
  return nodes.flatMap((node): readonly Inline[] => {
    switch (node.type) {
      case "text":
        return [node.value.replaceAll("\n", " ")];
      case "strong":
      case "emphasis":
        return [{ type: node.type, children: inlines(node.children, errors) }];
      case "inlineCode":
        return [{ type: "code", text: node.value }];
      case "inlineMath":
        return [formulaOf(node.value, errors)];
      case "link": {
        const target = targetOf(node.url);
        if (!target) errors.push(`links to ${node.url}, which is not part of the course`);
        return target ? [{ type: "link", target, children: inlines(node.children, errors) }] : [];
      }
      case "textDirective":
        // A colon between words, as in "1:name", is text.
        return [`:${node.name}`, ...inlines(node.children, errors)];
      default:
        errors.push(`uses ${node.type}, which the page cannot render`);
        return [];
    }
  });
}

function targetOf(url: string): Target | undefined {
  const [, kind, rest = ""] = /^([a-z]+):(.*)$/.exec(url) ?? [];
  if (kind === "playground") return { type: "preset", address: rest };
  if (kind === "lesson" || kind === "lab" || kind === "exercise") return { type: kind, slug: rest };
  return undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
