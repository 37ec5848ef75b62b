import type { Block, Inline } from "../../model/course/article";
import type { Store } from "../../state/store";
import { Inlines, type LinkProps } from "../course/inlines";
import { hrefOf, type LinkingPage } from "../course/links";
import { useArticle } from "../course/use-article";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";

/** The task of the lesson that a link has led from, and the way back to it. Loaded on demand. */
export function TaskBanner({ lesson }: { readonly lesson: string }) {
  const { store, actions, language, messages } = usePage();
  const text = messages.value;
  const article = useArticle("lessons", lesson, language.value);
  const task = article?.blocks.find((block) => block.type === "do");
  return (
    <section class="task-banner" aria-label={text.lessonTask}>
      <a class="task-back" href={hrefOf(lessonPage(lesson, store), { type: "lesson", slug: lesson })}>
        ← {article?.title ?? text.lessons}
      </a>
      {task && (
        <div class="task-words">
          {paragraphs(task).map((inlines, at) => (
            <Inlines key={at} inlines={inlines} link={TaskLink} />
          ))}
        </div>
      )}
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

function TaskLink({ target, children }: LinkProps) {
  const { store } = usePage();
  return <a href={hrefOf(lessonPage(store.view.value.task, store), target)}>{children}</a>;
}

/** The lesson, whose links lead from this page. */
function lessonPage(slug: string | undefined, { view }: Pick<Store, "view">): LinkingPage {
  return { place: { kind: "lessons", slug, embedded: false, home: "./" }, playground: undefined, view };
}

function paragraphs(task: Block): readonly (readonly Inline[])[] {
  if (task.type === "paragraph") return [task.children];
  return task.type === "do" ? task.children.flatMap(paragraphs) : [];
}
