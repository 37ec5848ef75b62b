import type { GradedQuestion } from "../../../model/course/article";
import type { CourseLocation } from "../../../model/course/course";

/** The name under which the answer to a question of this page is stored. */
export function questionName({ kind, slug }: CourseLocation, { id }: GradedQuestion): string {
  return `${kind}/${slug ?? ""} ${String(id)}`;
}
