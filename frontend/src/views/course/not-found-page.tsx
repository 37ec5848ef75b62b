import { useCourse } from "./course-context";
import { hrefOf } from "./links";
import { useTitle } from "./use-title";

/** For unknown addresses, and for unknown names below the pages of the course. */
export function NotFoundPage() {
  const page = useCourse();
  const text = page.texts.value;
  useTitle(text.missing);
  return (
    <div class="course-column">
      <h1 tabIndex={-1}>{text.missing}</h1>
      <p class="lead">{text.missingHint}</p>
      <p class="missing-links">
        <a href={hrefOf(page, { type: "home" })}>{text.toPlayground}</a>
        <a href={hrefOf(page, { type: "lessons" })}>{text.toLessons}</a>
      </p>
    </div>
  );
}
