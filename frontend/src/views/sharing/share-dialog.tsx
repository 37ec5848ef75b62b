import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { withCurrentParameters } from "../../model/address/share";
import type { LayerParameters } from "../../model/network/parameters";
import { addressOf } from "../../state/store";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";
import { EmbedSection } from "./embed-section";
import { ExportSection } from "./export-section";
import { LinkSection } from "./link-section";
import { PresentSection } from "./present-section";
import { Section } from "./section";

export function ShareDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { messages } = usePage();
  const text = messages.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="dialog share-dialog" aria-labelledby="share-title" onClose={onClose}>
      <h2 id="share-title">{text.shareTitle}</h2>
      {open && <Sections />}
      <button type="button" class="quiet round dialog-close" aria-label={text.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}

function Sections() {
  const { store, messages } = usePage();
  const text = messages.value;
  /** Those of the moment of the choice: a link that changes with every epoch cannot be copied or scanned. */
  const chosen = useSignal<readonly LayerParameters[] | undefined>(undefined);
  const hasParameters = store.parameters.value !== undefined;
  const spec = chosen.value ? withCurrentParameters(store.spec.value, chosen.value) : store.spec.value;
  const address = { ...addressOf(store), spec };
  return (
    <>
      {hasParameters && (
        <label class="share-weights">
          <input
            type="checkbox"
            checked={chosen.value !== undefined}
            onChange={({ currentTarget }) =>
              (chosen.value = currentTarget.checked ? store.parameters.peek() : undefined)
            }
          />
          {text.shareWeights}
        </label>
      )}
      <p class="section-hint">{chosen.value ? text.shareHintWeights : text.shareHint}</p>
      <LinkSection address={address} />
      <Section name="present" title={text.present}>
        {() => <PresentSection />}
      </Section>
      <Section name="embed" title={text.shareEmbed}>
        {() => <EmbedSection address={address} />}
      </Section>
      <Section name="export" title={text.exportTitle}>
        {() => <ExportSection spec={spec} />}
      </Section>
    </>
  );
}
