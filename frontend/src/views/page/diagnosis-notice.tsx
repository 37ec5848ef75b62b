import type { Messages } from "../../i18n/messages";
import { fixesFor, type Fix } from "../../model/training/diagnosis-fixes";
import { lessonOf } from "../../model/training/diagnosis-lesson";
import type { Diagnosis } from "../../model/training/frame";
import { featureLabel } from "../network/feature-label";
import { usePage } from "../page-context";
import { courseHref } from "./course-href";

/** More buttons than this do not help to choose. */
const MAX_FIXES = 3;

/** One sentence about a problem of the training, a link to its lesson, and the changes that solve it. */
export function DiagnosisNotice({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { store, actions, messages } = usePage();
  const text = messages.value;
  const lesson = lessonOf(diagnosis.type);
  const fixes = !store.editable.value
    ? []
    : fixesFor(diagnosis, store.spec.value, store.catalog.value).slice(0, MAX_FIXES);
  return (
    <>
      <span class="notice-text">
        {diagnosisText(diagnosis, text)}
        {lesson && (
          <>
            {" "}
            <a href={courseHref(lesson, store.view.value)}>{text.diagnosisLesson}</a>
          </>
        )}
      </span>
      {fixes.length > 0 && (
        <span class="notice-fixes">
          {fixes.map((fix) => (
            <button
              key={fix.type}
              type="button"
              class="plain notice-action"
              data-action="fix"
              data-fix={fix.type}
              onClick={() => {
                actions.applyFix(fix);
                // The button is about to disappear.
                document.querySelector<HTMLElement>("[data-action=play]")?.focus();
              }}
            >
              {fixText(fix, text)}
            </button>
          ))}
        </span>
      )}
    </>
  );
}

function fixText(fix: Fix, text: Messages): string {
  return fix.type === "addFeatures"
    ? text["fix.addFeatures"](fix.features.map(featureLabel).join(", "))
    : text[`fix.${fix.type}`];
}

function diagnosisText({ type, layer = 0, units = [] }: Diagnosis, text: Messages): string {
  switch (type) {
    case "deadUnits":
    case "saturatedUnits":
    case "symmetricUnits":
      return text[`diagnosis.${type}`](units.length, layer + 1);
    case "linearModel":
    case "missingFeatures":
    case "outputUnits":
    case "learningRateTooLarge":
    case "learningRateTooSmall":
    case "lossStuck":
    case "vanishingGradients":
    case "explodingGradients":
    case "overfitting":
    case "diverged":
      return text[`diagnosis.${type}`];
    default:
      return text.unknownDiagnosis(type);
  }
}
