import { decodeAddress, encodeAddress } from "../src/model/address/address";
import type { Article, Block, Inline, Target } from "../src/model/course/article";
import type { Compiled } from "./compile";

/** All texts of one language, by slug. */
export interface Texts {
  readonly lessons: ReadonlyMap<string, Compiled>;
  readonly labs: ReadonlyMap<string, Compiled>;
}

/** What the page and the server can show. */
export interface Known {
  readonly labs: readonly string[];
  readonly exercises: readonly string[];
  readonly figures: readonly string[];
}

/**
 * Everything that is wrong with the course's texts: a lab or lesson without its translation, a text for a lab that is not there, links and
 * cards that lead nowhere, presets that the playground would not take, a lab that no lesson shows, lessons out of order, a text that is built
 * otherwise or leads elsewhere than in another language, and what `compile` found.
 *
 * @returns sentences that name the file; empty where all is well
 */
export function errorsOf(languages: ReadonlyMap<string, Texts>, known: Known): readonly string[] {
  const all = [...languages.values()];
  const lessons = [...new Set(all.flatMap((texts) => [...texts.lessons.keys()]))];
  return [...languages].flatMap(([language, texts]) => [
    ...lessons
      .filter((slug) => !texts.lessons.has(slug))
      .map((slug) => `${language}/${slug}.md is missing: the lesson stands in another language.`),
    ...known.labs
      .filter((slug) => !texts.labs.has(slug))
      .map((slug) => `${language}/labs/${slug}.md is missing: the lab has no text.`),
    ...[...texts.labs.keys()]
      .filter((slug) => !known.labs.includes(slug))
      .map((slug) => `${language}/labs/${slug}.md describes a lab that is not there.`),
    ...known.labs
      .filter((slug) => ![...texts.lessons.values()].some(({ article }) => showsLab(article, slug)))
      .map((slug) => `${language} has no lesson that shows the lab ${slug}.`),
    ...orderFaults(language, texts, all),
    ...[...texts.lessons].flatMap(([slug, compiled]) =>
      articleFaults(`${language}/${slug}.md`, compiled, { ...known, lessons }),
    ),
    ...[...texts.labs].flatMap(([slug, compiled]) =>
      articleFaults(`${language}/labs/${slug}.md`, compiled, { ...known, lessons }),
    ),
    ...translationFaults(language, texts, [...languages][0]),
  ]);
}

function showsLab(article: Article, slug: string): boolean {
  return blocksOf(article).some((block) => block.type === "lab" && block.slug === slug);
}

/** What a text says otherwise than the first language's: its blocks in their order, and where it leads, in any order. */
function translationFaults(
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
      const [here, there] = [article, original].map((each) => targetsOf(each).map(wordOf).toSorted());
      const [built, before] = [article, original].map((each) => blocksOf(each).map(({ type }) => type));
      const differ = (a: readonly string[] = [], b: readonly string[] = []) => a.join("\n") !== b.join("\n");
      return [
        ...(differ(built, before) ? [`${language}/${path} has other blocks than ${first[0]}/${path}.`] : []),
        ...(differ(here, there) ? [`${language}/${path} leads elsewhere than ${first[0]}/${path}.`] : []),
      ];
    }),
  );
}

function wordOf(target: Target): string {
  return `${target.type} ${target.type === "preset" ? target.address : target.slug}`;
}

function orderFaults(language: string, texts: Texts, all: readonly Texts[]): readonly string[] {
  const taken = new Map<number, string>();
  return [...texts.lessons].flatMap(([slug, { order }]) => {
    if (order === undefined) return [`${language}/${slug}.md has no order in its front matter.`];
    const other = taken.get(order);
    taken.set(order, slug);
    if (other !== undefined) return [`${language}/${slug}.md has the same order as ${other}.md.`];
    const elsewhere = all.some((each) => (each.lessons.get(slug)?.order ?? order) !== order);
    return elsewhere ? [`${language}/${slug}.md stands at another place than in another language.`] : [];
  });
}

function articleFaults(
  file: string,
  { article, faults }: Compiled,
  known: Known & { readonly lessons: readonly string[] },
): readonly string[] {
  return [
    ...faults.map((fault) => `${file} ${fault}.`),
    ...blocksOf(article).flatMap((block) =>
      block.type === "figure" && !known.figures.includes(block.name)
        ? [`${file} shows the unknown figure ${block.name}.`]
        : [],
    ),
    ...targetsOf(article).flatMap((target) => {
      const fault = targetFault(target, known);
      return fault === undefined ? [] : [`${file} ${fault}`];
    }),
  ];
}

function targetFault(
  target: Target,
  known: Known & { readonly lessons: readonly string[] },
): string | undefined {
  if (target.type === "preset") return presetFault(target.address);
  const slugs = { lesson: known.lessons, lab: known.labs, exercise: known.exercises }[target.type];
  return slugs.includes(target.slug) ? undefined : `leads to the unknown ${target.type} ${target.slug}.`;
}

/** A preset is alive if the playground would write each of its keys just so: what it does not read or what is the default anyway is dead. */
function presetFault(address: string): string | undefined {
  if (address === "") return "has a preset without an address.";
  const understood = decodeAddress(address);
  const [unknown] = understood.unknown.filter(([key]) => !key.endsWith("_hide"));
  if (unknown) return `has a dead preset: the playground knows no key ${unknown[0]}.`;
  const written = new Set(encodeAddress(understood).split("&"));
  const dead = address.split("&").find((pair) => !written.has(pair) && !pair.startsWith("seed="));
  return dead === undefined ? undefined : `has a dead preset: ${dead} changes nothing.`;
}

/** Every block of a text, each before those inside it. */
function blocksOf({ blocks }: Pick<Article, "blocks">): readonly Block[] {
  return blocks.flatMap((block) => [block, ...blocksOf({ blocks: insideOf(block) })]);
}

function insideOf(block: Block): readonly Block[] {
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

/** Every link and card of a text. */
export function targetsOf(article: Article): readonly Target[] {
  return blocksOf(article).flatMap((block): readonly Target[] => {
    if (block.type === "paragraph" || block.type === "heading") return block.children.flatMap(ofInline);
    return block.type === "lab" || block.type === "exercise" ? [{ type: block.type, slug: block.slug }] : [];
  });
}

function ofInline(inline: Inline): readonly Target[] {
  if (typeof inline === "string") return [];
  switch (inline.type) {
    case "link":
      return [inline.target, ...inline.children.flatMap(ofInline)];
    case "strong":
    case "emphasis":
      return inline.children.flatMap(ofInline);
    case "code":
    case "formula":
      return [];
  }
}
