/** How long the pointer or the focus must stay on a control before its hint appears; milliseconds. */
const SHOW_DELAY = 500;
/** The same, while the hint of another control is on display. */
const SWITCH_DELAY = 120;
/** How long the hint stays after the pointer has left the control, so that the pointer can move onto the hint. */
const HIDE_DELAY = 250;
/** Maximum movement of a long press; CSS pixels. */
const TOUCH_TOLERANCE = 8;

/**
 * Reports the control whose hint is to be shown: the pointer or keyboard focus stays on it, or a finger presses it for
 * long or taps the label of a field. Activating the control or Escape hides the hint. The pointer may move onto the
 * hint.
 *
 * @param show receives a control with `data-hint`, or undefined to hide the hint
 * @returns stops listening
 */
export function watchHintTriggers(
  hint: HTMLElement,
  show: (of: HTMLElement | undefined) => void,
): () => void {
  let shown: HTMLElement | undefined;
  /** Its hint appears when the timer ends. */
  let pending: HTMLElement | undefined;
  /** The control was activated or its hint dismissed: no hint until the pointer has left it. */
  let dismissed: HTMLElement | undefined;
  let touchStart: { readonly x: number; readonly y: number } | undefined;
  /** A long press has shown the hint: its release must not activate the control. */
  let longPressed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const cancel = () => {
    clearTimeout(timer);
    pending = undefined;
  };
  /** Keyboard focus keeps its hint whatever the pointer does or the page scrolls, for example to the control in focus. */
  const cancelPointer = () => {
    if (!pending || !hasKeyboardFocus(pending)) cancel();
  };
  const showNow = (of: HTMLElement | undefined) => {
    cancel();
    if (of === shown) return;
    shown = of;
    show(of);
  };
  const delay = (milliseconds: number, callback: () => void) => {
    cancel();
    timer = setTimeout(callback, milliseconds);
  };
  const schedule = (of: HTMLElement | undefined) => {
    if (of !== dismissed) dismissed = undefined;
    if (of && of !== dismissed && of !== shown) {
      delay(shown ? SWITCH_DELAY : SHOW_DELAY, () => showNow(of));
      pending = of;
    } else if (!of && shown && !hasKeyboardFocus(shown)) delay(HIDE_DELAY, () => showNow(undefined));
    else cancelPointer();
  };

  const listeners = {
    pointerover: ({ target, pointerType, buttons }: PointerEvent) => {
      if (pointerType === "touch" || buttons !== 0) return;
      if (target instanceof Node && hint.contains(target)) cancelPointer();
      else schedule(controlOf(target));
    },
    pointerout: ({ relatedTarget, pointerType }: PointerEvent) => {
      if (pointerType !== "touch" && relatedTarget === null) schedule(undefined);
    },
    focusin: ({ target }: FocusEvent) => {
      const control = controlOf(target);
      if (control && target instanceof Element && target.matches(":focus-visible")) schedule(control);
    },
    focusout: ({ target }: FocusEvent) => {
      if (target instanceof Node && shown?.contains(target)) showNow(undefined);
      else cancel();
    },
    pointerdown: (event: PointerEvent) => {
      if (event.target instanceof Node && hint.contains(event.target)) return;
      showNow(undefined);
      const control = (dismissed = controlOf(event.target));
      longPressed = false;
      if (event.pointerType !== "touch" || !control) return;
      touchStart = { x: event.clientX, y: event.clientY };
      delay(SHOW_DELAY, () => {
        longPressed = true;
        showNow(control);
      });
    },
    pointermove: ({ clientX, clientY }: PointerEvent) => {
      if (
        !touchStart ||
        longPressed ||
        Math.hypot(clientX - touchStart.x, clientY - touchStart.y) < TOUCH_TOLERANCE
      )
        return;
      touchStart = undefined;
      cancel();
    },
    pointerup: ({ target }: PointerEvent) => {
      if (!touchStart) return;
      touchStart = undefined;
      if (longPressed) return;
      cancel();
      if (target instanceof Element && target.closest(".field > label")) showNow(controlOf(target));
    },
    pointercancel: () => {
      touchStart = undefined;
      if (!longPressed) cancel();
    },
    contextmenu: (event: Event) => {
      if (longPressed) event.preventDefault();
    },
    click: (event: Event) => {
      if (!longPressed) return;
      longPressed = false;
      event.preventDefault();
      event.stopPropagation();
    },
    keydown: (event: KeyboardEvent) => {
      const { key } = event;
      longPressed = false;
      if (key === "Escape" && shown) {
        event.preventDefault();
        event.stopPropagation();
      }
      if (key !== "Escape" && key !== "Enter" && key !== " ") return;
      dismissed = controlOf(event.target);
      showNow(undefined);
    },
    scroll: () => {
      if (shown) showNow(undefined);
      else cancelPointer();
    },
  };
  const all = Object.entries(listeners) as [string, EventListener][];
  for (const [type, listener] of all) document.addEventListener(type, listener, { capture: true });
  return () => {
    cancel();
    for (const [type, listener] of all) document.removeEventListener(type, listener, { capture: true });
  };
}

/** Whether the control has keyboard focus; its hint then stays when the pointer leaves. */
export function hasKeyboardFocus(control: HTMLElement): boolean {
  return control.matches(":focus-visible") || control.querySelector(":focus-visible") !== null;
}

function controlOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>("[data-hint]") ?? undefined) : undefined;
}
