import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { hint } from "../controls/hint";
import { usePage } from "../page-context";

type Dialog = ComponentType<{ readonly onClose: () => void }>;

/** Opens the loss landscape over the network; its code is loaded when it is first opened. Not on an embedded page. */
export function LandscapeButton() {
  const { store, messages, embedded } = usePage();
  const view = useSignal<Dialog | undefined>(undefined);
  const open = useSignal(false);
  if (embedded) return null;
  const ready = store.job.value !== undefined && !store.lacksSamples.value;
  const View = view.value;
  return (
    <>
      <button
        type="button"
        class="quiet"
        data-action="landscape"
        {...hint(messages.value.landscapeHint)}
        aria-haspopup="dialog"
        disabled={!ready}
        onClick={() => {
          open.value = true;
          void import("./landscape-dialog").then(({ LandscapeDialog }) => (view.value = LandscapeDialog));
        }}
      >
        {messages.value.landscape}
      </button>
      {ready && open.value && View && <View onClose={() => (open.value = false)} />}
    </>
  );
}
