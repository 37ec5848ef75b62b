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

/** A text as its file says it, before it is held against the others. */
export interface Compiled {
  readonly article: Article;
  /** Place among the lessons; labs have none. */
  readonly order: number | undefined;
  /** What is wrong with the text itself. */
  readonly faults: readonly string[];
}

const BOXES: readonly string[] = ["do", "question", "answer"] satisfies BoxType[];
const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ["yaml"])
  .use(remarkMath)
  .use(remarkDirective)
  .freeze();

/**
 * Markdown with front matter (`title`, `summary`, `order` of a lesson) to data. Beyond plain Markdown: `$formula$`, the boxes `:::do`,
 * `:::question`, `:::answer`, `:::stage[title]{years=".."}`, the cards `::lab{slug=".."}` and `::exercise{slug=".."}`, the drawings
 * `::figure{name=".."}`, and links to `playground:<address>`, `lesson:<slug>`, `lab:<slug>`, `exercise:<slug>`. Anything else is a fault,
 * and so is a formula that KaTeX does not take.
 */
export function compile(slug: string, markdown: string): Compiled {
  const faults: string[] = [];
  const { children } = parser.parse(markdown);
  const [first] = children;
  const front = record(first?.type === "yaml" ? parse(first.value) : undefined);
  const text = (key: string) => {
    const value = front[key];
    if (typeof value === "string" && value !== "") return value;
    faults.push(`has no ${key} in its front matter`);
    return "";
  };
  const blocks = children.flatMap((node) => blockOf(node, faults));
  const order = front["order"];
  return {
    article: { slug, title: text("title"), summary: text("summary"), blocks },
    order: typeof order === "number" ? order : undefined,
    faults,
  };
}

function blockOf(node: RootContent, faults: string[]): readonly Block[] {
  switch (node.type) {
    case "yaml":
      return [];
    case "paragraph":
    case "heading":
      return [{ type: node.type, children: inlines(node.children, faults) }];
    case "list": {
      const items = node.children.map((item) => item.children.flatMap((child) => blockOf(child, faults)));
      return [{ type: "list", ordered: node.ordered === true, items }];
    }
    case "math":
      return [formulaOf(node.value, faults)];
    case "containerDirective":
      return boxOf(node, faults);
    case "leafDirective":
      return cardOf(node, faults);
    default:
      faults.push(`uses ${node.type}, which no page of the course can show`);
      return [];
  }
}

function formulaOf(tex: string, faults: string[]): { readonly type: "formula"; readonly tex: string } {
  try {
    katex.renderToString(tex, { throwOnError: true, strict: "ignore" });
  } catch (error) {
    faults.push(`has a formula that is no TeX, ${tex}: ${error instanceof Error ? error.message : ""}`);
  }
  return { type: "formula", tex };
}

function boxOf(node: ContainerDirective, faults: string[]): readonly Block[] {
  const children = node.children
    .filter((child) => !isLabel(child))
    .flatMap((child) => blockOf(child, faults));
  if (BOXES.includes(node.name)) return [{ type: node.name as BoxType, children }];
  if (node.name === "stage") {
    const label = node.children.find(isLabel);
    const title =
      label?.type === "paragraph"
        ? label.children.map((child) => (child.type === "text" ? child.value : "")).join("")
        : "";
    const years = node.attributes?.["years"] ?? "";
    if (title === "" || years === "") faults.push(`has a stage without title or years`);
    return [{ type: "stage", title, years, children }];
  }
  faults.push(`has an unknown box :::${node.name}`);
  return [];
}

function isLabel(node: RootContent): boolean {
  return node.type === "paragraph" && node.data !== undefined && "directiveLabel" in node.data;
}

function cardOf(node: LeafDirective, faults: string[]): readonly Block[] {
  const slug = node.attributes?.["slug"] ?? "";
  if (node.name === "lab" || node.name === "exercise") return [{ type: node.name, slug }];
  if (node.name === "figure") return [{ type: "figure", name: node.attributes?.["name"] ?? "" }];
  faults.push(`has an unknown card ::${node.name}`);
  return [];
}

function inlines(nodes: readonly PhrasingContent[], faults: string[]): readonly Inline[] {
  return nodes.flatMap((node): readonly Inline[] => {
    switch (node.type) {
      case "text":
        return [node.value.replaceAll("\n", " ")];
      case "strong":
      case "emphasis":
        return [{ type: node.type, children: inlines(node.children, faults) }];
      case "inlineCode":
        return [{ type: "code", text: node.value }];
      case "inlineMath":
        return [formulaOf(node.value, faults)];
      case "link": {
        const target = targetOf(node.url);
        if (!target) faults.push(`links to ${node.url}, which is no part of the course`);
        return target ? [{ type: "link", target, children: inlines(node.children, faults) }] : [];
      }
      case "textDirective":
        // A colon between words: "1:name" is text.
        return [`:${node.name}`, ...inlines(node.children, faults)];
      default:
        faults.push(`uses ${node.type}, which no page of the course can show`);
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
