import { h, type ComponentChildren } from "preact";
import type { CourseLocation } from "./model/course/course";
import { NotFoundPage } from "./views/course/not-found-page";

/**
 * The content of a page of the course. Each kind is loaded on demand.
 *
 * @param isGraded whether a course has opened an exercise, and its attempts count
 * @param base address of the server
 * @param language of the problem documents
 */
export async function pageContent(
  { kind, slug }: CourseLocation,
  isGraded: boolean,
  base: string,
  language: () => string,
): Promise<ComponentChildren> {
  if (kind === "missing") return h(NotFoundPage, {});
  if (kind === "compare") return h((await import("./views/compare/compare-page")).ComparePage, {});
  if (kind === "sweeps") {
    const [{ SweepsPage }, { httpSweeps }] = await Promise.all([
      import("./views/sweep/sweeps-page"),
      import("./api/http-sweeps"),
    ]);
    return h(SweepsPage, { server: httpSweeps(base, language) });
  }
  if (slug === undefined) return h((await import("./views/course/lessons-page")).LessonsPage, {});
  switch (kind) {
    case "lessons":
      return h((await import("./views/course/lesson-page")).LessonPage, { slug });
    case "labs":
      return h((await import("./views/course/lab-page")).LabPage, { slug });
    case "lti":
      return slug === "class"
        ? h((await import("./views/lti/class-page")).ClassPage, {})
        : h((await import("./views/lti/picker-page")).PickerPage, {});
    case "exercises":
      return isGraded
        ? h((await import("./views/course/exercises/graded-exercise-page")).GradedExercisePage, { slug })
        : h((await import("./views/course/exercises/exercise-page")).ExercisePage, { slug });
  }
}
