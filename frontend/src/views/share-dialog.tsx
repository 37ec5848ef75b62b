import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { frameCode, shareLink, withPresentWeights } from "../model/share";
import { addressOf } from "../state/store";
import { Icon } from "./icons";
import { usePage } from "./page-context";

/** CSS pixels that the whole playground takes on a course page without scrolling. */
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
    weights.value && parameters ? withPresentWeights(store.spec.value, parameters) : store.spec.value;
  const address = { ...addressOf(store), spec };
  return (
    <dialog ref={dialog} class="keys-dialog share-dialog" aria-labelledby="share-title" onClose={onClose}>
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
          <Copied name={text.shareLink} text={shareLink(location, address)} what="link" />
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
          <Copied
            name={text.shareFrame}
            text={frameCode(location, address, { title: text.title, height: height.value })}
            what="frame"
          />
          <p class="section-hint">{text.shareHint}</p>
        </>
      )}
      <button type="button" class="quiet round dialog-close" aria-label={text.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}

/** Text to take along. The button says in its own place that it has done so. */
function Copied({
  name,
  text,
  what,
}: {
  readonly name: string;
  readonly text: string;
  readonly what: string;
}) {
  const { messages } = usePage();
  const field = useRef<HTMLTextAreaElement>(null);
  const done = useSignal(false);
  useEffect(() => {
    done.value = false;
  }, [text]);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      done.value = true;
    } catch {
      field.current?.focus(); // selected: the person's own copy key takes it
    }
  };
  return (
    <div class="share-row">
      <label for={`share-${what}`}>{name}</label>
      <textarea id={`share-${what}`} ref={field} readOnly rows={what === "link" ? 2 : 4} value={text} />
      <button type="button" class="plain" data-action={`copy-${what}`} onClick={() => void copy()}>
        <span aria-live="polite">{done.value ? messages.value.copied : messages.value.copy}</span>
      </button>
    </div>
  );
}
