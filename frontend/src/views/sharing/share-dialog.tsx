import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { frameCode, shareLink, withCurrentParameters } from "../../model/address/share";
import { addressOf } from "../../state/store";
import { CopyableText } from "./copyable-text";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";
import { ExportSection } from "./export-section";

/** Heights of a frame; CSS pixels. The second one shows plane, network and play in one view at every width from 320. */
const HEIGHTS = [560, 720, 860] as const;

export function ShareDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { store, messages } = usePage();
  const text = messages.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const height = useSignal<number>(HEIGHTS[1]);
  const weights = useSignal(false);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const parameters = open ? store.parameters.value : undefined;
  const spec =
    weights.value && parameters ? withCurrentParameters(store.spec.value, parameters) : store.spec.value;
  const address = { ...addressOf(store), spec };
  return (
    <dialog ref={dialog} class="dialog share-dialog" aria-labelledby="share-title" onClose={onClose}>
      <h2 id="share-title">{text.shareTitle}</h2>
      {open && (
        <>
          {parameters && (
            <label class="share-weights">
              <input
                type="checkbox"
                checked={weights.value}
                onChange={({ currentTarget }) => (weights.value = currentTarget.checked)}
              />
              {text.shareWeights}
            </label>
          )}
          <CopyableText name={text.shareLink} text={shareLink(location, address)} what="link" />
          <label class="share-height">
            {text.frameHeight}
            <select
              value={String(height.value)}
              onChange={({ currentTarget }) => (height.value = Number(currentTarget.value))}
            >
              {HEIGHTS.map((pixels) => (
                <option key={pixels} value={String(pixels)} selected={pixels === height.value}>
                  {pixels}
                </option>
              ))}
            </select>
          </label>
          <CopyableText
            name={text.shareFrame}
            text={frameCode(location, address, { title: text.title, height: height.value })}
            what="frame"
            rows={4}
          />
          <p class="section-hint">{weights.value ? text.shareHintWeights : text.shareHint}</p>
          <ExportSection spec={spec} />
        </>
      )}
      <button type="button" class="quiet round dialog-close" aria-label={text.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}
