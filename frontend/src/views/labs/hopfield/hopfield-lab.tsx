import { useSignal } from "@preact/signals";
import { HOPFIELD } from "../../../i18n/labs/hopfield";
import { useTexts } from "../../course/course-context";
import { Choice } from "../../controls/choice";
import { LettersPart } from "./letters-part";
import { OverloadPart } from "./overload-part";
import { useRecall } from "./use-recall";
import "./hopfield.css";

/** A memory that completes a damaged letter, and how much it can hold. */
export default function HopfieldLab() {
  const text = useTexts(HOPFIELD);
  const view = useSignal<"letters" | "overload">("letters");
  const memory = useRecall();
  return (
    <div class="stage-column">
      <Choice
        name="view"
        label={text.view}
        value={view.value}
        choices={["letters", "overload"] as const}
        nameOf={(name) => text.views[name]}
        onChoose={(name) => (view.value = name)}
      />
      {view.value === "letters" ? <LettersPart memory={memory} /> : <OverloadPart />}
    </div>
  );
}
