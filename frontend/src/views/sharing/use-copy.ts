import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** The keys that copy on this platform. */
export const COPY_KEYS = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? "⌘C" : "Ctrl+C";

/**
 * Copies the text of a field, or selects it if the browser forbids copying. `done` says which, until the text changes.
 */
export function useCopy(text: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  const done = useSignal<"copied" | "selected" | undefined>(undefined);
  useEffect(() => {
    done.value = undefined;
  }, [text]);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      done.value = "copied";
    } catch {
      // Without HTTPS or permission: the user copies the selected text by keyboard.
      field.current?.focus();
      done.value = "selected";
    }
  };
  return { field, done, copy };
}
