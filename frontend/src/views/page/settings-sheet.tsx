import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { DataPanel } from "../data/data-panel";
import { HyperparameterFields } from "../training/hyperparameter-fields";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";

/** What the button that opens it says of it: `aria-controls`. */
export const SETTINGS_SHEET = "settings";

/** A sheet on a phone, above the bar of buttons; elsewhere only its two parts are seen, each in its own place. */
export function SettingsSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const text = usePage().messages.value;
  const closer = useRef<HTMLButtonElement>(null);
  const opener = useRef<Element | null>(null);
  const close = () => {
    onClose();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  useLayoutEffect(() => {
    if (!open) return;
    opener.current = document.activeElement;
    closer.current?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
    };
  }, [open]);
  return (
    <>
      {open && <div class="settings-outside" onClick={close} />}
      <div
        id={SETTINGS_SHEET}
        class={open ? "settings settings-open" : "settings"}
        role={open ? "dialog" : undefined}
        aria-label={open ? text.settings : undefined}
      >
        <button
          ref={closer}
          type="button"
          class="quiet round settings-close"
          aria-label={text.close}
          onClick={close}
        >
          <Icon name="close" />
        </button>
        <HyperparameterFields />
        <DataPanel />
      </div>
    </>
  );
}
