import type { LookInside } from "../../state/inside/look-inside";
import type { PageActions } from "../../state/page-actions";

/** Elements that use all keys themselves: inputs, and everything in an open dialog. */
const USES_ALL_KEYS = "input, select, textarea, [contenteditable], dialog[open]";
/** Elements that the space bar activates if they have keyboard focus. After a click they do not receive it. */
const USES_SPACE = "button, a, summary";

/**
 * The page's shortcuts: space plays and pauses, right arrow steps by an epoch, B by a batch, R resets, N draws new
 * weights, I looks inside, ? shows the list; Ctrl or Cmd with Z and Y undo and redo. While the page looks inside, space
 * and the arrows play and step the walkthrough, and Escape closes it. Ignored while typing.
 *
 * @returns stops listening
 */
export function listenToShortcuts(actions: PageActions, inside: LookInside, onHelp: () => void): () => void {
  // `:focus-visible` does not help: every key press makes it true.
  let clicked: Element | undefined;
  const onPointerDown = ({ target }: PointerEvent) => {
    const pressed = target instanceof Element ? target.closest(USES_SPACE) : undefined;
    clicked = pressed?.closest(USES_ALL_KEYS) ? undefined : (pressed ?? undefined);
  };
  const onFocusIn = ({ target }: FocusEvent) => {
    if (target !== clicked) clicked = undefined;
  };
  const usesSpace = (target: EventTarget | null) =>
    target instanceof Element && target.matches(USES_SPACE) && target !== clicked;
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return;
    if (event.key === "Escape" && inside.walkthrough.value && !isInDialog(event.target)) {
      inside.close();
      return;
    }
    if (event.target instanceof Element && event.target.closest(USES_ALL_KEYS)) return;
    if (event.ctrlKey || event.metaKey) {
      undoOrRedo(event, actions);
      return;
    }
    if (event.key === " " && usesSpace(event.target)) return;
    const action = walkthroughActionOf(event, inside) ?? actionOf(event, actions, inside, onHelp);
    if (!action) return;
    event.preventDefault();
    action();
  };
  // Releasing the space bar would also activate the button that was clicked last.
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

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("dialog[open], [role=dialog]") !== null;
}

function walkthroughActionOf(event: KeyboardEvent, inside: LookInside): (() => void) | undefined {
  const walkthrough = inside.walkthrough.value;
  if (!walkthrough) return undefined;
  switch (event.key) {
    case " ":
      return () => {
        if (!event.repeat) walkthrough.togglePlay();
      };
    case "ArrowRight":
      return () => {
        walkthrough.playing.value = false;
        void walkthrough.forward();
      };
    case "ArrowLeft":
      return () => {
        walkthrough.back();
      };
    case "b":
    case "B":
      return () => undefined;
    default:
      return undefined;
  }
}

function actionOf(
  event: KeyboardEvent,
  actions: PageActions,
  inside: LookInside,
  onHelp: () => void,
): (() => void) | undefined {
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
    case "i":
    case "I":
      return () => {
        inside.open({ type: "batch" });
      };
    case "?":
      return onHelp;
    default:
      return undefined;
  }
}
