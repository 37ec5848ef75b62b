import { COURSE_TEXTS } from "../../i18n/course";
import { LTI_TEXTS } from "../../i18n/lti";
import { goalSlug, type Goal } from "../../model/goal/goal";
import "../controls/choices.css";
import { PickGoal } from "../lti/pick-goal";
import { usePage } from "../page-context";
import "./goal.css";
import { targetText } from "./goal-text";

/** A training goal for the embedded playground; with one, a button that saves both as a SCORM 1.2 package. */
export function GoalChoice({
  goal,
  source,
  onChange,
}: {
  readonly goal: Goal | undefined;
  /** Address of the playground below `/embed`, with the goal. */
  readonly source: string;
  readonly onChange: (goal: Goal | undefined) => void;
}) {
  const { language } = usePage();
  const { goal: text } = LTI_TEXTS[language.value];
  const { scorm, scormHint, scormNote, scormAlone } = COURSE_TEXTS[language.value];
  const save = async (of: Goal) => {
    const { saveScormPackage } = await import("../sharing/scorm/save-package");
    saveScormPackage({
      slug: `goal-${goalSlug(of)}`,
      title: `${text.region}: ${of.goals.map((target) => targetText(target, text)).join(text.then)}`,
      source,
      language: language.value,
      note: scormNote,
      alone: scormAlone,
    });
  };
  return (
    <div class="goal-choice">
      <PickGoal id="embed" goal={goal} text={text} onChange={onChange} />
      {goal && (
        <div class="scorm-package">
          <button type="button" class="plain" data-action="scorm" onClick={() => void save(goal)}>
            {scorm}
          </button>
          <p class="section-hint">{scormHint}</p>
        </div>
      )}
    </div>
  );
}
