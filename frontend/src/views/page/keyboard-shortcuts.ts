import type { PageActions } from "../../state/page-actions";

/** Elements that use the keys themselves; a slider or a text, and whatever stands in an open dialog. */
const OWN_KEYS = "input, select, textarea, [contenteditable], dialog[open]";
/** Reached by keyboard, they are pressed by the space bar; left in focus by a click they do not catch it. */
const OWN_SPACE = "button, a, summary";

/**
 * The page's keys: space plays, right arrow steps by an epoch, B by a batch, R resets, N takes new weights, ? lists them; Ctrl or Cmd with Z and Y undo and redo.
 * Not while typing.
 *
 * @returns stops listening
 */
export function listenToShortcuts(actions: PageActions, onHelp: () => void): () => void {
  // Not by :focus-visible, which any key makes true.
  let clicked: Element | undefined;
  const onPointerDown = ({ target }: PointerEvent) => {
    const pressed = target instanceof Element ? target.closest(OWN_SPACE) : undefined;
    clicked = pressed?.closest(OWN_KEYS) ? undefined : (pressed ?? undefined);
  };
  const onFocusIn = ({ target }: FocusEvent) => {
    if (target !== clicked) clicked = undefined;
  };
  const ownsSpace = (target: EventTarget | null) =>
    target instanceof Element && target.matches(OWN_SPACE) && target !== clicked;
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
    if (event.ctrlKey || event.metaKey) {
      undoOrRedo(event, actions);
      return;
    }
    if (event.key === " " && ownsSpace(event.target)) return;
    const act = actionOf(event, actions, onHelp);
    if (!act) return;
    event.preventDefault();
    act();
  };
  // A button left in focus by a click would be pressed, too, when the space bar comes up again.
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === " " && event.target === clicked) event.preventDefault();
  };
  document.addEventListener("pointerdown", onPointerDown);
  document.addEventListener("focusin", onFocusIn);
  document.addEventListener("keydown", onKey);
  document.addEventListener("keyup", onKeyUp);
  return () => {
    document.removeEventListener("pointerdown", onPointerDown);
    document.removeEventListener("focusin", onFocusIn);
    document.removeEventListener("keydown", onKey);
    document.removeEventListener("keyup", onKeyUp);
  };
}

function undoOrRedo(event: KeyboardEvent, actions: PageActions): void {
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) actions.redo();
  else actions.undo();
}

function actionOf(event: KeyboardEvent, actions: PageActions, onHelp: () => void): (() => void) | undefined {
  switch (event.key) {
    case " ":
      return event.repeat
        ? () => undefined
        : () => {
            actions.togglePlay();
          };
    case "ArrowRight":
      return () => {
        actions.step();
      };
    case "b":
    case "B":
      return () => {
        actions.step("batch");
      };
    case "r":
    case "R":
      return () => {
        actions.reset("same");
      };
    case "n":
    case "N":
      return () => {
        actions.reset("new");
      };
    case "?":
      return onHelp;
    default:
      return undefined;
  }
}
