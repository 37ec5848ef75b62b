import { BACKPROP } from "../../i18n/backprop";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";

/** Starts the walkthrough of the next mini-batch on the stage. */
export function LookInsideButton() {
  const { inside, language } = usePage();
  const text = BACKPROP[language.value];
  return (
    <button
      type="button"
      class="quiet"
      data-action="inside"
      {...hint(text.openHint, "I")}
      disabled={!inside.available.value}
      onClick={() => {
        inside.open({ type: "batch" });
      }}
    >
      {text.open}
    </button>
  );
}
