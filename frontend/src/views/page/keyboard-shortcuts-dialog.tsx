import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";

export function KeyboardShortcutsDialog({
  open,
  onClose,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const text = usePage().messages.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const groups = [
    [
      text.shortcutsAnywhere,
      [
        [text.keySpace, text.keyPlay],
        ["→", text.keyStep],
        ["B", text.keyStepBatch],
        ["R", text.keyReset],
        ["N", text.keyNewWeights],
        ["I", text.keyInside],
        ["Ctrl Z", text.undo],
        ["Ctrl Shift Z", text.redo],
        ["?", text.keyHelp],
        ["Esc", text.keyClose],
      ],
    ],
    [
      text.shortcutsNetwork,
      [
        [text.keyArrows, text.keyNetwork],
        [text.keyEnter, text.keyOpenNeuron],
      ],
    ],
    [
      text.shortcutsInside,
      [
        ["← →", text.keyWalk],
        [text.keySpace, text.keyWalkPlay],
        ["Esc", text.keyWalkClose],
      ],
    ],
    [
      text.shortcutsDrawing,
      [
        [text.keyArrows, text.keyCross],
        [`Shift ${text.keyArrows}`, text.keyCrossFine],
        [text.keyEnter, text.keyPoint],
        ["Delete", text.erase],
        ["0 – 9", text.keyClass],
        ["Esc", text.pointsDone],
      ],
    ],
    [
      text.shortcutsPlane,
      [
        [text.keyArrows, text.keyCross],
        [text.keyEnter, text.keyPick],
      ],
    ],
    [text.shortcutsChart, [["← →", text.keyCursor]]],
  ] as const;
  return (
    <dialog ref={dialog} class="dialog shortcuts-dialog" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{text.shortcutsTitle}</h2>
      <div class="shortcuts-groups">
        {groups.map(([where, keys]) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={does}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <button type="button" class="quiet round dialog-close" aria-label={text.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </dialog>
  );
}
