import { useSignal } from "@preact/signals";
import { HOPFIELD } from "../../../i18n/labs/hopfield";
import { LETTERS } from "../../../model/labs/hopfield/letters";
import { useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
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
  const recallDamaged = () => {
    view.value = "letters";
    memory.show("A");
    memory.damage();
    memory.run();
  };
  useLabActions("hopfield", {
    damage: recallDamaged,
    "all-letters": () => {
      memory.store(LETTERS);
      recallDamaged();
    },
    together: () => {
      memory.choose("together");
      recallDamaged();
    },
    overload: () => {
      view.value = "overload";
    },
  });
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
