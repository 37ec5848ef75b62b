import { decodeAddress, encodeAddress } from "../src/model/address/address";
import type { Article, Block, Inline, Target } from "../src/model/course/article";
import type { Compiled } from "./compile";

/** All texts of one language, by slug. */
export interface Texts {
  readonly lessons: ReadonlyMap<string, Compiled>;
  readonly labs: ReadonlyMap<string, Compiled>;
}

/** Labs, exercises and figures that exist. */
export interface KnownContent {
  readonly labs: readonly string[];
  readonly exercises: readonly string[];
  readonly figures: readonly string[];
}

/**
 * Finds all errors of the course's texts: missing translations, texts without a lab, links and cards without a target,
 * presets that the playground does not understand, labs that no lesson shows, wrong order of lessons, translations with
 * other blocks or links, and errors found by `compile`.
 *
 * @returns sentences that name the file; empty if there are no errors
 */
export function errorsOf(languages: ReadonlyMap<string, Texts>, known: KnownContent): readonly string[] {
  const all = [...languages.values()];
  const lessons = [...new Set(all.flatMap((texts) => [...texts.lessons.keys()]))];
  return [...languages].flatMap(([language, texts]) => [
    ...lessons
      .filter((slug) => !texts.lessons.has(slug))
      .map((slug) => `${language}/${slug}.md is missing: the lesson exists in another language.`),
    ...known.labs
      .filter((slug) => !texts.labs.has(slug))
      .map((slug) => `${language}/labs/${slug}.md is missing: the lab has no text.`),
    ...[...texts.labs.keys()]
      .filter((slug) => !known.labs.includes(slug))
      .map((slug) => `${language}/labs/${slug}.md describes a lab that does not exist.`),
    ...known.labs
      .filter((slug) => ![...texts.lessons.values()].some(({ article }) => showsLab(article, slug)))
      .map((slug) => `${language} has no lesson that shows the lab ${slug}.`),
    ...orderErrors(language, texts, all),
    ...[...texts.lessons].flatMap(([slug, compiled]) =>
      articleErrors(`${language}/${slug}.md`, compiled, { ...known, lessons }),
    ),
    ...[...texts.labs].flatMap(([slug, compiled]) =>
      articleErrors(`${language}/labs/${slug}.md`, compiled, { ...known, lessons }),
    ),
    ...translationErrors(language, texts, [...languages][0]),
  ]);
}

function showsLab(article: Article, slug: string): boolean {
  return blocksOf(article).some((block) => block.type === "lab" && block.slug === slug);
}

/** Compares a text with the first language: the blocks in order, and the link targets in any order. */
function translationErrors(
  language: string,
  texts: Texts,
  first: readonly [string, Texts] | undefined,
): readonly string[] {
  if (!first || first[0] === language) return [];
  return (["lessons", "labs"] as const).flatMap((kind) =>
    [...texts[kind]].flatMap(([slug, { article }]) => {
      const original = first[1][kind].get(slug)?.article;
      if (!original) return [];
      const path = `${kind === "labs" ? "labs/" : ""}${slug}.md`;
      const [here, there] = [article, original].map((each) => targetsOf(each).map(targetText).toSorted());
      const [built, before] = [article, original].map((each) => blocksOf(each).map(({ type }) => type));
      const differ = (a: readonly string[] = [], b: readonly string[] = []) => a.join("\n") !== b.join("\n");
      return [
        ...(differ(built, before) ? [`${language}/${path} has other blocks than ${first[0]}/${path}.`] : []),
        ...(differ(here, there) ? [`${language}/${path} links elsewhere than ${first[0]}/${path}.`] : []),
      ];
    }),
  );
}

function targetText(target: Target): string {
  return `${target.type} ${target.type === "preset" ? target.address : target.slug}`;
}

function orderErrors(language: string, texts: Texts, all: readonly Texts[]): readonly string[] {
  const taken = new Map<number, string>();
  return [...texts.lessons].flatMap(([slug, { order }]) => {
    if (order === undefined) return [`${language}/${slug}.md has no order in its front matter.`];
    const other = taken.get(order);
    taken.set(order, slug);
    if (other !== undefined) return [`${language}/${slug}.md has the same order as ${other}.md.`];
    const elsewhere = all.some((each) => (each.lessons.get(slug)?.order ?? order) !== order);
    return elsewhere ? [`${language}/${slug}.md has another order than in another language.`] : [];
  });
}

function articleErrors(
  file: string,
  { article, errors }: Compiled,
  known: KnownContent & { readonly lessons: readonly string[] },
): readonly string[] {
  return [
    ...errors.map((error) => `${file} ${error}.`),
    ...blocksOf(article).flatMap((block) =>
      block.type === "figure" && !known.figures.includes(block.name)
        ? [`${file} shows the unknown figure ${block.name}.`]
        : [],
    ),
    ...targetsOf(article).flatMap((target) => {
      const error = targetError(target, known);
      return error === undefined ? [] : [`${file} ${error}`];
    }),
  ];
}

function targetError(
  target: Target,
  known: KnownContent & { readonly lessons: readonly string[] },
): string | undefined {
  if (target.type === "preset") return presetError(target.address);
  const slugs = { lesson: known.lessons, lab: known.labs, exercise: known.exercises }[target.type];
  return slugs.includes(target.slug) ? undefined : `links to the unknown ${target.type} ${target.slug}.`;
}

/**
 * A preset is valid if the playground writes each of its keys unchanged. Unknown keys and default values are errors.
 */
function presetError(address: string): string | undefined {
  if (address === "") return "has a preset without an address.";
  const understood = decodeAddress(address);
  const [unknown] = understood.unknown.filter(([key]) => !key.endsWith("_hide"));
  if (unknown) return `has an invalid preset: the playground has no key ${unknown[0]}.`;
  const written = new Set(encodeAddress(understood).split("&"));
  const invalid = address.split("&").find((pair) => !written.has(pair) && !pair.startsWith("seed="));
  return invalid === undefined ? undefined : `has an invalid preset: ${invalid} changes nothing.`;
}

/** All blocks of a text, each followed by the blocks inside it. */
function blocksOf({ blocks }: Pick<Article, "blocks">): readonly Block[] {
  return blocks.flatMap((block) => [block, ...blocksOf({ blocks: childrenOf(block) })]);
}

function childrenOf(block: Block): readonly Block[] {
  switch (block.type) {
    case "list":
      return block.items.flat();
    case "do":
    case "question":
    case "answer":
    case "stage":
      return block.children;
    case "paragraph":
    case "heading":
    case "formula":
    case "lab":
    case "exercise":
    case "figure":
      return [];
  }
}

/** All targets of links and cards. */
export function targetsOf(article: Article): readonly Target[] {
  return blocksOf(article).flatMap((block): readonly Target[] => {
    if (block.type === "paragraph" || block.type === "heading")
      return block.children.flatMap(targetsOfInline);
    return block.type === "lab" || block.type === "exercise" ? [{ type: block.type, slug: block.slug }] : [];
  });
}

function targetsOfInline(inline: Inline): readonly Target[] {
  if (typeof inline === "string") return [];
  switch (inline.type) {
    case "link":
      return [inline.target, ...inline.children.flatMap(targetsOfInline)];
    case "strong":
    case "emphasis":
      return inline.children.flatMap(targetsOfInline);
    case "code":
    case "formula":
      return [];
  }
}
