import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { BACKPROP } from "../../i18n/backprop";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";

/**
 * Opens the walkthrough of back-propagation, which is loaded on demand. Only for the user's own job, because the page
 * cannot train others.
 */
export function BackpropButton() {
  const { store, language } = usePage();
  const text = BACKPROP[language.value];
  const view = useSignal<ComponentType<{ readonly onClose: () => void }> | undefined>(undefined);
  const open = useSignal(false);
  const View = view.value;
  return (
    <>
      <button
        type="button"
        class="quiet backprop-open"
        data-action="inside"
        {...hint(text.openHint)}
        aria-haspopup="dialog"
        disabled={!store.job.value || store.lacksSamples.value}
        onClick={() => {
          open.value = true;
          void import("./backprop-dialog").then(({ BackpropDialog }) => (view.value = BackpropDialog));
        }}
      >
        {text.open}
      </button>
      {open.value && View && <View onClose={() => (open.value = false)} />}
    </>
  );
}
