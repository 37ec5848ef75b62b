import contents from "virtual:contents";
import { Blocks } from "./article-view";
import { useCourse } from "./course-context";
import { FrameSection } from "./frame-section";
import { hrefOf } from "./links";
import { NotFoundPage } from "./not-found-page";
import { PrintableHead } from "./print/printable-head";
import { AnsweredQuestions } from "./questions/answered";
import { useArticle } from "./use-article";
import { useTitle } from "./use-title";

/** One lesson, with links to the previous and the next one. */
export function LessonPage({ slug }: { readonly slug: string }) {
  const page = useCourse();
  const text = page.texts.value;
  const article = useArticle("lessons", slug, page.language.value);
  useTitle(article?.title);
  if (article === null) return <NotFoundPage />;
  if (!article) return null;
  const { lessons } = contents[page.language.value];
  const at = lessons.findIndex((lesson) => lesson.slug === slug);
  const [before, after] = [lessons[at - 1], lessons[at + 1]];
  const done = page.progress.done.value.has(slug);
  return (
    <article class="course-column prose">
      <PrintableHead kind={text.lesson(at + 1)} />
      <h1 tabIndex={-1}>{article.title}</h1>
      <p class="lead">{article.summary}</p>
      <Blocks blocks={article.blocks} />
      <footer class="lesson-end">
        <AnsweredQuestions article={article} />
        <button
          type="button"
          class="plain"
          data-action="done"
          aria-pressed={done}
          onClick={() => {
            page.progress.mark(slug, !done);
          }}
        >
          {done ? text.markedDone : text.markDone}
        </button>
        <nav class="lesson-links" aria-label={text.lessons}>
          {before && (
            <a href={hrefOf(page, { type: "lesson", slug: before.slug })}>
              <span class="card-kind">{text.previous}</span> {before.title}
            </a>
          )}
          {after && (
            <a class="lesson-link-next" href={hrefOf(page, { type: "lesson", slug: after.slug })}>
              <span class="card-kind">{text.next}</span> {after.title}
            </a>
          )}
        </nav>
      </footer>
      {!page.place.embedded && <FrameSection title={article.title} />}
    </article>
  );
}
