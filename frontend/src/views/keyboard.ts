import type { PageActions } from "../state/page-actions";

/** Elements that use the keys themselves; a slider or a text, and whatever stands in an open dialog. */
const OWN_KEYS = "input, select, textarea, [contenteditable], dialog[open]";
/** Reached by keyboard, a button or a disclosure is pressed by the space bar; left over from a click it does not catch it. */
const OWN_SPACE = "button:focus-visible, a:focus-visible, summary:focus-visible";

/**
 * The page's keys: space plays, right arrow steps by an epoch, B by a batch, R resets, N takes new weights, ? lists them; Ctrl or Cmd with Z and Y undo and redo.
 * Not while typing.
 *
 * @returns stops listening
 */
export function listenToKeys(actions: PageActions, onHelp: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
    if (event.ctrlKey || event.metaKey) {
      undoOrRedo(event, actions);
      return;
    }
    if (event.key === " " && event.target instanceof Element && event.target.matches(OWN_SPACE)) return;
    const act = actionOf(event, actions, onHelp);
    if (!act) return;
    event.preventDefault();
    act();
  };
  // A button left in focus by a click would be pressed, too, when the space bar comes up again.
  const onKeyUp = (event: KeyboardEvent) => {
    const { key, target } = event;
    if (key === " " && target instanceof HTMLButtonElement && !target.matches(OWN_SPACE))
      event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  document.addEventListener("keyup", onKeyUp);
  return () => {
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
