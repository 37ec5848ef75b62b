import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** Keys that copy on this machine. */
export const COPY_KEYS = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? "⌘C" : "Ctrl+C";

/** Copies the text of a field, or selects it where the page may not copy; `done` says which, until the text is another. */
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
      // Without HTTPS, or not allowed: what is selected is taken by the person's own key.
      field.current?.focus();
      done.value = "selected";
    }
  };
  return { field, done, copy };
}
