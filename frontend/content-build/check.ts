import { decodeAddress, encodeAddress } from "../src/model/address";
import type { Article, Block, Inline, Target } from "../src/model/article";
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
}

/**
 * Everything that is wrong with the course's texts: a lab or lesson without its translation, a text for a lab that is not there, links and
 * cards that lead nowhere, presets that the playground would not take, lessons out of order, and what `compile` found.
 *
 * @returns sentences that name the file; empty where all is well
 */
export function faultsOf(languages: ReadonlyMap<string, Texts>, known: Known): readonly string[] {
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
    ...orderFaults(language, texts, all),
    ...[...texts.lessons].flatMap(([slug, compiled]) =>
      articleFaults(`${language}/${slug}.md`, compiled, { ...known, lessons }),
    ),
    ...[...texts.labs].flatMap(([slug, compiled]) =>
      articleFaults(`${language}/labs/${slug}.md`, compiled, { ...known, lessons }),
    ),
  ]);
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

/** Every link and card of a text. */
export function targetsOf(article: Article): readonly Target[] {
  return article.blocks.flatMap(ofBlock);
}

function ofBlock(block: Block): readonly Target[] {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return block.children.flatMap(ofInline);
    case "list":
      return block.items.flat().flatMap(ofBlock);
    case "do":
    case "question":
    case "answer":
    case "stage":
      return block.children.flatMap(ofBlock);
    case "lab":
    case "exercise":
      return [{ type: block.type, slug: block.slug }];
    case "formula":
      return [];
  }
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
