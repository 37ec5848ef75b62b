import contents from "virtual:contents";
import { CHAPTERS, type Chapter } from "../../model/course/course";
import { useCourse } from "./course-context";
import { EntryCard } from "./entry-card";
import { hrefOf } from "./links";
import { Thumbnail } from "./thumbnail";

/** The contents of the course: lessons with progress, labs and exercises. */
export function LessonsPage() {
  const page = useCourse();
  const text = page.texts.value;
  const language = page.language.value;
  const { lessons, labs, exercises } = contents[language];
  const done = page.progress.done.value;
  const next = lessons.find(({ slug }) => !done.has(slug))?.slug;
  return (
    <div class="course-column">
      <h1 tabIndex={-1}>{text.courseTitle}</h1>
      <p class="lead">{text.courseLead}</p>
      <p class="course-progress tabular-numbers" role="status">
        {text.progress(lessons.filter(({ slug }) => done.has(slug)).length, lessons.length)}
      </p>
      {CHAPTERS.map((chapter) => (
        <LessonChapter key={chapter} chapter={chapter} next={next} />
      ))}
      <h2>{text.labs}</h2>
      <p class="section-hint">{text.labsLead}</p>
      <div class="cards">
        {labs.map(({ slug }) => (
          <EntryCard key={slug} kind="lab" slug={slug} />
        ))}
      </div>
      <h2>{text.exercises}</h2>
      <p class="section-hint">{text.exercisesLead}</p>
      <div class="cards">
        {exercises.map(({ slug }) => (
          <EntryCard key={slug} kind="exercise" slug={slug} />
        ))}
      </div>
    </div>
  );
}

/** The lessons of one chapter. They are numbered through the whole course. */
function LessonChapter({
  chapter,
  next,
}: {
  readonly chapter: Chapter;
  /** Slug of the first lesson that is not done. */
  readonly next: string | undefined;
}) {
  const page = useCourse();
  const text = page.texts.value;
  const { lessons } = contents[page.language.value];
  const done = page.progress.done.value;
  const first = lessons.findIndex((lesson) => lesson.chapter === chapter);
  if (first < 0) return null;
  return (
    <section class="chapter" aria-labelledby={`chapter-${chapter}`}>
      <h2 id={`chapter-${chapter}`}>{text.chapters[chapter]}</h2>
      <ol class="lesson-list" start={first + 1} style={{ counterReset: `lesson ${String(first)}` }}>
        {lessons
          .filter((lesson) => lesson.chapter === chapter)
          .map(({ slug, title, summary }) => (
            <li key={slug} class={done.has(slug) ? "lesson-done" : undefined}>
              <a href={hrefOf(page, { type: "lesson", slug })}>
                <Thumbnail slug={slug} />
                <span class="lesson-words">
                  <span class="card-title">{title}</span>
                  <span class="card-summary">{summary}</span>
                </span>
                {done.has(slug) && <span class="done-badge">{text.markedDone}</span>}
                {slug === next && (
                  <span class="next-badge">{done.size === 0 ? text.startHere : text.goOnHere}</span>
                )}
              </a>
            </li>
          ))}
      </ol>
    </section>
  );
}
