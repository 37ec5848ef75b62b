/** How long the pointer or the focus rests on a control before its hint comes; milliseconds. */
const REST = 500;
/** From one control to the next while a hint is there. */
const BROWSING = 120;
/** Off the control: time enough to come over to the hint. */
const LEAVING = 250;
/** CSS pixels that a finger may tremble. */
const TREMBLE = 8;

/**
 * Tells which control is asked for its hint: by the pointer or the focus that rests on it, by a finger that stays, or that taps a field's
 * label. A press is no question: it sends the hint away, and so does Escape. The pointer may go over to the hint.
 *
 * @param show a control with `data-hint`, or none
 * @returns stops listening
 */
export function watchHintTriggers(
  hint: HTMLElement,
  show: (of: HTMLElement | undefined) => void,
): () => void {
  let shown: HTMLElement | undefined;
  /** Pressed or sent away: it asks again once it was left. */
  let answered: HTMLElement | undefined;
  let finger: { readonly x: number; readonly y: number } | undefined;
  /** The finger has asked: what it lifts from is not pressed. */
  let asked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const turnTo = (of: HTMLElement | undefined) => {
    clearTimeout(timer);
    if (of === shown) return;
    shown = of;
    show(of);
  };
  const after = (milliseconds: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
  const rests = (of: HTMLElement | undefined) => {
    if (of !== answered) answered = undefined;
    if (of && of !== answered && of !== shown) after(shown ? BROWSING : REST, () => turnTo(of));
    else if (!of && shown && !focused(shown)) after(LEAVING, () => turnTo(undefined));
    else clearTimeout(timer);
  };

  const listeners = {
    pointerover: ({ target, pointerType, buttons }: PointerEvent) => {
      if (pointerType === "touch" || buttons !== 0) return;
      if (target instanceof Node && hint.contains(target)) clearTimeout(timer);
      else rests(controlOf(target));
    },
    pointerout: ({ relatedTarget, pointerType }: PointerEvent) => {
      if (pointerType !== "touch" && relatedTarget === null) rests(undefined);
    },
    focusin: ({ target }: FocusEvent) => {
      const control = controlOf(target);
      if (control && target instanceof Element && target.matches(":focus-visible")) rests(control);
    },
    focusout: ({ target }: FocusEvent) => {
      if (target instanceof Node && shown?.contains(target)) turnTo(undefined);
      else clearTimeout(timer);
    },
    pointerdown: (event: PointerEvent) => {
      if (event.target instanceof Node && hint.contains(event.target)) return;
      turnTo(undefined);
      const control = (answered = controlOf(event.target));
      asked = false;
      if (event.pointerType !== "touch" || !control) return;
      finger = { x: event.clientX, y: event.clientY };
      after(REST, () => {
        asked = true;
        turnTo(control);
      });
    },
    pointermove: ({ clientX, clientY }: PointerEvent) => {
      if (!finger || asked || Math.hypot(clientX - finger.x, clientY - finger.y) < TREMBLE) return;
      finger = undefined;
      clearTimeout(timer);
    },
    pointerup: ({ target }: PointerEvent) => {
      if (!finger) return;
      finger = undefined;
      if (asked) return;
      clearTimeout(timer);
      if (target instanceof Element && target.closest(".field > label")) turnTo(controlOf(target));
    },
    pointercancel: () => {
      finger = undefined;
      if (!asked) clearTimeout(timer);
    },
    contextmenu: (event: Event) => {
      if (asked) event.preventDefault();
    },
    click: (event: Event) => {
      if (!asked) return;
      asked = false;
      event.preventDefault();
      event.stopPropagation();
    },
    keydown: (event: KeyboardEvent) => {
      const { key } = event;
      asked = false;
      if (key === "Escape" && shown) {
        event.preventDefault();
        event.stopPropagation();
      }
      if (key !== "Escape" && key !== "Enter" && key !== " ") return;
      answered = controlOf(event.target);
      turnTo(undefined);
    },
    scroll: () => {
      turnTo(undefined);
    },
  };
  const all = Object.entries(listeners) as [string, EventListener][];
  for (const [type, listener] of all) document.addEventListener(type, listener, { capture: true });
  return () => {
    clearTimeout(timer);
    for (const [type, listener] of all) document.removeEventListener(type, listener, { capture: true });
  };
}

/** By keyboard: the pointer's leaving does not matter then. */
export function focused(control: HTMLElement): boolean {
  return control.matches(":focus-visible") || control.querySelector(":focus-visible") !== null;
}

function controlOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>("[data-hint]") ?? undefined) : undefined;
}
