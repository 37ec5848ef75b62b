import type { ExerciseGrade } from "../../model/course/exercise";
import { xapiStatement, type Announcement } from "../../model/embedding/messages";
import { outsideOf } from "../shell/embed-footer";

/** Tells the page around an exercise how many steps are right; around a training goal, how many targets are reached. */
export function announceGrade(
  slug: string,
  title: string,
  { rightSteps, right }: Pick<ExerciseGrade, "rightSteps" | "right">,
  steps: number,
  announce: ((message: Announcement) => void) | undefined,
): void {
  announce?.({ type: "graded", slug, rightSteps, steps, right });
  const address = outsideOf(new URL(location.href), "");
  announce?.({ type: "xapi", statement: xapiStatement(address, title, rightSteps, steps) });
}
