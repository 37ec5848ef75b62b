import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icons";
import { usePage } from "./page-context";

export function KeysDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const text = usePage().messages.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const keys = [
    [text.keySpace, text.keyPlay],
    ["→", text.keyStep],
    ["B", text.keyStepBatch],
    ["R", text.keyReset],
    ["N", text.keyNewWeights],
    ["Ctrl Z", text.undo],
    ["Ctrl Shift Z", text.redo],
    [text.keyArrows, text.keyNetwork],
    ["?", text.keyHelp],
  ] as const;
  return (
    <dialog ref={dialog} class="keys-dialog" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{text.keysTitle}</h2>
      <dl>
        {keys.map(([key, does]) => (
          <div key={does}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="quiet round dialog-close" aria-label={text.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}
