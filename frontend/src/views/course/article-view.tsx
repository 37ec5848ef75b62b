import type { Block } from "../../model/course/article";
import { LessonFigure } from "../figures/lesson-figure";
import { useCourse } from "./course-context";
import { EntryCard } from "./entry-card";
import { Formula } from "./components/formula";
import { Inlines, type LinkProps } from "./inlines";
import { hrefOf } from "./links";

/** Renders the blocks of a lesson or lab. */
export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} />
      ))}
    </>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  const { texts } = useCourse();
  const text = texts.value;
  switch (block.type) {
    case "paragraph":
      return (
        <p>
          <Inlines inlines={block.children} link={TextLink} />
        </p>
      );
    case "heading":
      return (
        <h2>
          <Inlines inlines={block.children} link={TextLink} />
        </h2>
      );
    case "list": {
      const items = block.items.map((item, at) => (
        <li key={at}>
          <Blocks blocks={item} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "formula":
      return <Formula tex={block.tex} display />;
    case "do":
      return (
        <section class="box box-do">
          <h2>{text.doThis}</h2>
          <Blocks blocks={block.children} />
        </section>
      );
    case "question":
      return (
        <section class="box box-question">
          <h2>{text.question}</h2>
          <Blocks blocks={block.children} />
        </section>
      );
    case "answer":
      return (
        <details class="box box-answer">
          <summary>{text.showAnswer}</summary>
          <Blocks blocks={block.children} />
        </details>
      );
    case "stage":
      return (
        <section class="stage">
          <h2>
            {block.title} <span class="stage-years tabular-numbers">{block.years}</span>
          </h2>
          <Blocks blocks={block.children} />
        </section>
      );
    case "lab":
    case "exercise":
      return <EntryCard kind={block.type} slug={block.slug} />;
    case "figure":
      return <LessonFigure name={block.name} />;
  }
}

function TextLink({ target, children }: LinkProps) {
  const page = useCourse();
  return (
    <a
      class={target.type === "preset" ? "preset" : undefined}
      href={hrefOf(page, target)}
      target={page.place.embedded ? "_blank" : undefined}
      rel={page.place.embedded ? "noopener" : undefined}
    >
      {children}
    </a>
  );
}
