import { useEffect } from "preact/hooks";
import type { Block, Inline } from "../../model/course/article";
import { playgroundTask } from "../../model/course/targets";
import { taskName, type TaskGoal } from "../../model/course/task-goal";
import { rememberTask } from "../../state/progress/lesson-task";
import type { Store } from "../../state/store";
import { Inlines, type LinkProps } from "../course/inlines";
import { hrefOf, type LinkingPage } from "../course/links";
import { useArticle } from "../course/use-article";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";

/** The task of the lesson that a link has led from, its goal, and the way back to it. Loaded on demand. */
export function TaskBanner({ lesson }: { readonly lesson: string }) {
  const { store, actions, language, messages } = usePage();
  const text = messages.value;
  const article = useArticle("lessons", lesson, language.value);
  const task = article ? playgroundTask(article) : undefined;
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
      {task?.goal && <GoalMark lesson={lesson} goal={task.goal} />}
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

/** The goal, ticked as soon as it is reached. Both states take the same room, because nothing moves while training. */
function GoalMark({ lesson, goal }: { readonly lesson: string; readonly goal: TaskGoal }) {
  const { store, inside, progress, messages } = usePage();
  const text = messages.value;
  useEffect(() => rememberTask(lesson, goal, store, inside, progress), [lesson, goal]);
  const reached = progress.done.value.has(taskName(lesson));
  const [open, done] =
    goal.type === "testLoss"
      ? [text["taskGoal.testLoss"](String(goal.below)), text.taskLossReached(String(goal.below))]
      : [text[`taskGoal.${goal.type}`], text.taskDone];
  return (
    <p class={reached ? "goal task-goal goal-reached" : "goal task-goal"} data-testid="task-goal">
      <span class="goal-mark">{reached && <Icon name="check" size={14} />}</span>
      <span class="task-goal-states">
        <span aria-hidden={reached}>{open}</span>
        <span aria-hidden={!reached}>{done}</span>
      </span>
      <span class="visually-hidden" role="status">
        {reached && done}
      </span>
    </p>
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

function paragraphs(block: Block): readonly (readonly Inline[])[] {
  if (block.type === "paragraph") return [block.children];
  return block.type === "do" ? block.children.flatMap(paragraphs) : [];
}
