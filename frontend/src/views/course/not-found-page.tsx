import { useCourse } from "./course-context";
import { hrefOf } from "./links";

export function NotFoundPage() {
  const page = useCourse();
  const text = page.texts.value;
  return (
    <div class="course-column">
      <h1 tabIndex={-1}>{text.missing}</h1>
      <p>
        <a href={hrefOf(page, { type: "lessons" })}>{text.toLessons}</a>
      </p>
    </div>
  );
}
