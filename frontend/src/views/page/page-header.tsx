import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { pressable } from "../controls/pressable";
import { usePage } from "../page-context";
import { ShellHeader } from "../shell/shell-header";
import { courseHref, experimentHref } from "./course-href";

function UndoButtons() {
  const { actions, messages } = usePage();
  const text = messages.value;
  return (
    <>
      <button
        type="button"
        class="quiet round"
        aria-label={text.undo}
        {...hint(text.undoHint, "Ctrl Z")}
        data-action="undo"
        {...pressable(actions.history.canUndo.value, () => {
          actions.undo();
        })}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="quiet round"
        aria-label={text.redo}
        {...hint(text.redoHint, "Ctrl Shift Z")}
        data-action="redo"
        {...pressable(actions.history.canRedo.value, () => {
          actions.redo();
        })}
      >
        <Icon name="redo" />
      </button>
    </>
  );
}

export function PageHeader({
  onShortcuts,
  onShare,
}: {
  readonly onShortcuts: () => void;
  readonly onShare: () => void;
}) {
  const { store, actions, messages, language, embedded } = usePage();
  const text = messages.value;
  const view = store.view.value;
  return (
    <ShellHeader
      hidden={view.hideText || embedded}
      skip={{ label: text.skipToNetwork, to: "#network-title" }}
      title={
        <>
          <h1>{text.title}</h1>
          <p class="tagline">{text.tagline}</p>
        </>
      }
      preferences={view}
      language={language.value}
      text={text}
      hints={{ language: text.languageHint, theme: text.themeHint }}
      onChoose={(change) => {
        actions.changeView(change);
      }}
    >
      <UndoButtons />
      <a class="quiet" href={courseHref("lessons", view)} {...hint(text.lessonsHint)}>
        {text.lessons}
      </a>
      <a
        class="quiet compare-link"
        href={experimentHref("compare", [store.spec.value, store.spec.value], view)}
        {...hint(text.compareHint)}
      >
        {text.compare}
      </a>
      <button
        type="button"
        class="quiet"
        data-action="share"
        onClick={onShare}
        aria-haspopup="dialog"
        {...hint(text.shareOpenHint)}
      >
        {text.share}
      </button>
      <button
        type="button"
        class="quiet shortcuts-button"
        onClick={onShortcuts}
        aria-haspopup="dialog"
        {...hint(text.shortcutsHint, "?")}
      >
        {text.shortcuts}
      </button>
    </ShellHeader>
  );
}
