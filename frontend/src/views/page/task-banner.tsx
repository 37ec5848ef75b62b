import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Article, Block, Inline, Target } from "../../model/course/article";
import { Formula } from "../course/components/formula";
import { LESSON_TEXTS } from "../course/lesson-texts";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";
import { courseHref } from "./course-href";

/** The task of the lesson that a link has led from, and the way back to it. Loaded on demand. */
export function TaskBanner({ lesson }: { readonly lesson: string }) {
  const { store, actions, language, messages } = usePage();
  const text = messages.value;
  const chosen = language.value;
  const article = useSignal<Article | undefined>(undefined);
  useEffect(() => {
    let current = true;
    void LESSON_TEXTS[`../../lessons/${chosen}/${lesson}.md`]?.().then((module) => {
      if (current) article.value = module.default;
    });
    return () => {
      current = false;
    };
  }, [chosen, lesson]);
  const task = article.value?.blocks.find((block) => block.type === "do");
  return (
    <section class="task-banner" aria-label={text.lessonTask}>
      <a class="task-back" href={courseHref(`lessons/${lesson}`, store.view.value)}>
        ← {article.value?.title ?? text.lessons}
      </a>
      {task && <div class="task-words">{paragraphs(task).map((each) => inlines(each, lesson))}</div>}
      <button
        type="button"
        class="quiet round"
        aria-label={text.dismiss}
        onClick={() => {
          actions.changeView({ task: undefined });
        }}
      >
        <Icon name="close" size={16} />
      </button>
    </section>
  );
}

function paragraphs(task: Block): readonly (readonly Inline[])[] {
  if (task.type === "paragraph") return [task.children];
  return task.type === "do" ? task.children.flatMap(paragraphs) : [];
}

function inlines(parts: readonly Inline[], lesson: string) {
  return parts.map((part, at) => <InlineView key={at} part={part} lesson={lesson} />);
}

function InlineView({ part, lesson }: { readonly part: Inline; readonly lesson: string }) {
  const { store } = usePage();
  if (typeof part === "string") return <>{part}</>;
  switch (part.type) {
    case "strong":
      return <strong>{inlines(part.children, lesson)}</strong>;
    case "emphasis":
      return <em>{inlines(part.children, lesson)}</em>;
    case "code":
      return <code>{part.text}</code>;
    case "formula":
      return <Formula tex={part.tex} />;
    case "link":
      return <a href={hrefOf(part.target, lesson, store.view.value)}>{inlines(part.children, lesson)}</a>;
  }
}

function hrefOf(target: Target, lesson: string, view: Parameters<typeof courseHref>[1]): string {
  if (target.type !== "preset") return courseHref(`${target.type}s/${target.slug}`, view);
  const { language, theme } = view;
  return `#${[target.address, `task=${lesson}`, language && `lang=${language}`, theme && `theme=${theme}`].filter(Boolean).join("&")}`;
}
