import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { BACKPROP } from "../../i18n/backprop";
import type { WalkthroughMode } from "../../state/backprop-walkthrough";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";

type Dialog = ComponentType<{ readonly mode: WalkthroughMode; readonly onClose: () => void }>;

/** Opens the walk through backpropagation, whose code is loaded when it is first opened. Only for the page's own job, because the walk trains. */
export function BackpropButton() {
  const { store, language, lookInside } = usePage();
  const text = BACKPROP[language.value];
  const view = useSignal<Dialog | undefined>(undefined);
  const mode = useSignal<WalkthroughMode | undefined>(lookInside);
  const ready = store.job.value !== undefined && !store.lacksSamples.value;
  const open = ready && mode.value !== undefined;
  useEffect(() => {
    if (open) void import("./backprop-dialog").then(({ BackpropDialog }) => (view.value = BackpropDialog));
  }, [open]);
  const View = view.value;
  return (
    <>
      <button
        type="button"
        class="quiet backprop-open"
        data-action="inside"
        {...hint(text.openHint)}
        aria-haspopup="dialog"
        disabled={!ready}
        onClick={() => {
          mode.value = "batch";
        }}
      >
        {text.open}
      </button>
      {ready && mode.value && View && <View mode={mode.value} onClose={() => (mode.value = undefined)} />}
    </>
  );
}
