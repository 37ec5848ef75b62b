import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { DataPanel } from "../data/data-panel";
import { AdvancedSettings } from "../training/advanced-settings";
import { HyperparameterFields } from "../training/hyperparameter-fields";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";

/** Id of the element, for `aria-controls` of the button that opens it. */
export const SETTINGS_SHEET = "settings";

/** On a phone a sheet above the player; on larger screens its two parts are placed by the page's grid. */
export function SettingsSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { store, messages } = usePage();
  const text = messages.value;
  const closeButton = useRef<HTMLButtonElement>(null);
  const previousFocus = useRef<Element | null>(null);
  const onDraw = () => {
    if (!open) return;
    onClose();
    document.querySelector(".plane")?.scrollIntoView({ block: "center" });
    document.querySelector<HTMLElement>("[data-action=draw]")?.focus({ preventScroll: true });
  };
  const close = () => {
    onClose();
    if (previousFocus.current instanceof HTMLElement) previousFocus.current.focus();
  };
  useLayoutEffect(() => {
    if (!open) return;
    previousFocus.current = document.activeElement;
    closeButton.current?.focus();
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
          ref={closeButton}
          type="button"
          class="quiet round settings-close"
          aria-label={text.close}
          onClick={close}
        >
          <Icon name="close" />
        </button>
        <HyperparameterFields />
        {!store.hidden.value.has("more") && <AdvancedSettings />}
        <DataPanel onDraw={onDraw} />
      </div>
    </>
  );
}
