import type { Block } from "../../model/course/article";
import { LessonFigure } from "../figures/lesson-figure";
import { useCourse } from "./course-context";
import { EntryCard } from "./entry-card";
import { Formula } from "./components/formula";
import { InlineLab } from "./inline-lab/inline-lab";
import { QuestionView } from "./questions/question-view";
import { TextInlines } from "./text-inlines";

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
  const text = useCourse().texts.value;
  switch (block.type) {
    case "paragraph":
      return (
        <p>
          <TextInlines inlines={block.children} />
        </p>
      );
    case "heading":
      return (
        <h2>
          <TextInlines inlines={block.children} />
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
    case "question":
    case "pitfall":
    case "remember":
    case "sources":
    case "note":
      return (
        <section class={`box box-${block.type}`}>
          <h2>{text.boxes[block.type]}</h2>
          <Blocks blocks={block.children} />
        </section>
      );
    case "choice":
    case "number":
      return <QuestionView question={block} words={Blocks} />;
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
      return <InlineLab slug={block.slug} />;
    case "exercise":
      return <EntryCard kind="exercise" slug={block.slug} />;
    case "figure":
      return <LessonFigure name={block.name} />;
  }
}
