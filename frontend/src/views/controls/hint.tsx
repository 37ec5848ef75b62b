import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { hintPosition } from "../../render/hint-position";
import { hasKeyboardFocus, watchHintTriggers } from "./hint-triggers";

/** Controls that a hint should not cover. */
const CLICKABLE = "button, select, input, summary, a[href], textarea, label:has(input), [role=application]";

/**
 * Attributes of a control with a hint, for pointer, keyboard, touch and screen readers.
 *
 * @param sentence what the control does and what to try
 * @param key keyboard shortcut with the same effect
 */
export function hint(sentence: string, key?: string) {
  return { "data-hint": sentence, "data-hint-key": key, "aria-description": sentence };
}

function HintContent({ of }: { readonly of: HTMLElement }) {
  const { hint: sentence, hintKey, hintTitle } = of.dataset;
  // A control that shows only an icon also shows its name.
  const title = hintTitle ?? (of.textContent.trim() === "" ? of.getAttribute("aria-label") : undefined);
  return (
    <>
      {title && <b>{title}</b>}
      {hintKey && <kbd>{hintKey}</kbd>}
      {(title ?? hintKey) && <br />}
      {sentence}
    </>
  );
}

/** The hint on display, at most one. It floats above the page and its dialogs, so nothing moves. */
export function HintLayer() {
  const box = useRef<HTMLDivElement>(null);
  const control = useSignal<HTMLElement | undefined>(undefined);
  useEffect(
    () => (box.current ? watchHintTriggers(box.current, (of) => (control.value = of)) : undefined),
    [],
  );
  const of = control.value;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.togglePopover(of !== undefined);
    if (!of) return;
    element.style.left = "0";
    // A hint shown by keyboard focus stays and must not block the pointer.
    element.style.pointerEvents = hasKeyboardFocus(of) ? "none" : "";
    const others = Array.from(document.querySelectorAll(CLICKABLE))
      .filter((other) => other.checkVisibility() && !of.contains(other) && !other.contains(of))
      .map((other) => other.getBoundingClientRect());
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const place = hintPosition(
      of.getBoundingClientRect(),
      element.getBoundingClientRect(),
      { width, height },
      others,
    );
    element.style.left = `${String(place.x)}px`;
    element.style.top = `${String(place.y)}px`;
  }, [of]);
  return (
    <div ref={box} class="hint" role="tooltip" popover="manual">
      {of && <HintContent of={of} />}
    </div>
  );
}
