import { READY_SWEEPS } from "../src/model/sweep/ready-sweeps";
import { decodeAddress, encodeAddress } from "../src/model/address/address";
import type { Article, Block, LabActionLink, Target } from "../src/model/course/article";
import { allBlocks } from "../src/model/course/blocks";
import { CHAPTERS } from "../src/model/course/course";
import { actionsOf, playgroundTask, targetsOf } from "../src/model/course/targets";
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
  /** The actions of each lab, by its slug. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
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
      .filter(
        (slug) => ![...texts.lessons.values()].some(({ article }) => inlineLabs(article).includes(slug)),
      )
      .map((slug) => `${language} has no lesson that shows the lab ${slug}.`),
    ...orderErrors(language, texts, all),
    ...chapterErrors(language, texts, all),
    ...[...texts.lessons].flatMap(([slug, compiled]) =>
      articleErrors(`${language}/${slug}.md`, compiled, { ...known, lessons }, inlineLabs(compiled.article)),
    ),
    ...[...texts.labs].flatMap(([slug, compiled]) =>
      articleErrors(`${language}/labs/${slug}.md`, compiled, { ...known, lessons }, [slug]),
    ),
    ...translationErrors(language, texts, [...languages][0]),
  ]);
}

function inlineLabs({ blocks }: Article): readonly string[] {
  return allBlocks(blocks).flatMap((block) => (block.type === "lab" ? [block.slug] : []));
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
      const [built, before] = [article, original].map((each) => allBlocks(each.blocks).map(shapeOf));
      const actions = [article, original].map((each) => actionsOf(each).map(actionText).toSorted());
      const differ = (a: readonly string[] = [], b: readonly string[] = []) => a.join("\n") !== b.join("\n");
      return [
        ...(differ(built, before) ? [`${language}/${path} has other blocks than ${first[0]}/${path}.`] : []),
        ...(differ(actions[0], actions[1])
          ? [`${language}/${path} has other actions than ${first[0]}/${path}.`]
          : []),
        ...(differ(here, there) ? [`${language}/${path} links elsewhere than ${first[0]}/${path}.`] : []),
      ];
    }),
  );
}

/** What a block and its translation have in common. */
function shapeOf(block: Block): string {
  if (block.type === "choice") return `choice ${block.options.map(({ right }) => right).join()}`;
  if (block.type === "do") return `do ${JSON.stringify(block.goal ?? "")}`;
  if (block.type !== "number") return block.type;
  return `number ${[block.answer, block.tolerance, ...block.mistakes.map(({ is }) => is)].join()}`;
}

function actionText({ lab, action }: LabActionLink): string {
  return `${lab}/${action}`;
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

/** The first lesson of each chapter names it. The lessons between belong to the same chapter. */
function chapterErrors(language: string, { lessons }: Texts, all: readonly Texts[]): readonly string[] {
  const named = inOrder(lessons).filter(([, { chapter }]) => chapter !== undefined);
  return [
    ...inOrder(lessons)
      .slice(0, 1)
      .flatMap(([slug, { chapter }]) =>
        chapter === undefined ? [`${language}/${slug}.md has no chapter, and is the first lesson.`] : [],
      ),
    ...named.flatMap(([slug, { chapter = "" }], at) => {
      const file = `${language}/${slug}.md`;
      const position = (name = "") => (CHAPTERS as readonly string[]).indexOf(name);
      if (position(chapter) < 0) return [`${file} begins the unknown chapter ${chapter}.`];
      const before = named[at - 1]?.[1].chapter;
      return position(chapter) > position(before)
        ? []
        : [`${file} begins the chapter ${chapter}, which is not after ${before ?? ""}.`];
    }),
    ...[...lessons]
      .filter(([slug, { chapter }]) =>
        all.some(({ lessons: others }) => others.has(slug) && others.get(slug)?.chapter !== chapter),
      )
      .map(([slug]) => `${language}/${slug}.md has another chapter than in another language.`),
  ];
}

function inOrder(lessons: Texts["lessons"]): readonly (readonly [string, Compiled])[] {
  return [...lessons].toSorted(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0));
}

function articleErrors(
  file: string,
  { article, errors }: Compiled,
  known: KnownContent & { readonly lessons: readonly string[] },
  shownLabs: readonly string[],
): readonly string[] {
  return [
    ...errors.map((error) => `${file} ${error}.`),
    ...allBlocks(article.blocks).flatMap((block) =>
      block.type === "figure" && !known.figures.includes(block.name)
        ? [`${file} shows the unknown figure ${block.name}.`]
        : [],
    ),
    ...goalErrors(article).map((error) => `${file} ${error}`),
    ...actionsOf(article).flatMap((link) => {
      const error = actionError(link, known, shownLabs);
      return error === undefined ? [] : [`${file} ${error}`];
    }),
    ...targetsOf(article).flatMap((target) => {
      const error = targetError(target, known);
      return error === undefined ? [] : [`${file} ${error}`];
    }),
  ];
}

function goalErrors(article: Article): readonly string[] {
  const shown = playgroundTask(article);
  return allBlocks(article.blocks).flatMap((block) =>
    block.type === "do" && block.goal && block !== shown
      ? [
          "has a goal in a task that the playground does not show: it shows the first one with a playground link.",
        ]
      : [],
  );
}

/** @param shownLabs labs that the page of this text contains */
function actionError(
  { lab, action }: LabActionLink,
  { actions }: KnownContent,
  shownLabs: readonly string[],
): string | undefined {
  const known = actions[lab];
  if (!known) return `has an action of the unknown lab ${lab}.`;
  if (!known.includes(action))
    return `has the unknown action ${action} of the lab ${lab}, which has ${known.join(", ") || "none"}.`;
  return shownLabs.includes(lab)
    ? undefined
    : `has an action of the lab ${lab}, which is not shown on its page: add ::lab{slug="${lab}"}.`;
}

function targetError(
  target: Target,
  known: KnownContent & { readonly lessons: readonly string[] },
): string | undefined {
  if (target.type === "preset") return presetError(target.address);
  const { lessons: lesson, labs: lab, exercises: exercise } = known;
  const slugs: readonly string[] = { lesson, lab, exercise, sweep: READY_SWEEPS }[target.type];
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
