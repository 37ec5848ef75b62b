import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { hintPosition } from "../../render/hint-position";
import { focused, watchHintTriggers } from "./hint-triggers";

/** What may be pressed next, and must not be covered. */
const PRESSED = "button, select, input, summary, a[href], textarea, label:has(input), [role=application]";

/**
 * Attributes of a control that explains itself on request: to the pointer, the focus, a finger and a screen reader alike.
 *
 * @param sentence what it does and what to try
 * @param key that does the same
 */
export function hint(sentence: string, key?: string) {
  return { "data-hint": sentence, "data-hint-key": key, "aria-description": sentence };
}

function Words({ of }: { readonly of: HTMLElement }) {
  const { hint: sentence, hintKey, hintTitle } = of.dataset;
  // What shows a picture only tells its name, too.
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

/** The one hint that is there at a time. It floats over all else, dialogs included, so that nothing moves. */
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
    // What the focus has asked for stays with it, and must not stand in the pointer's way.
    element.style.pointerEvents = focused(of) ? "none" : "";
    const others = Array.from(document.querySelectorAll(PRESSED))
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
      {of && <Words of={of} />}
    </div>
  );
}
