import type { Theme, ViewSettings } from "../../model/address/view-settings";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";
import { usePage } from "../page-context";

/** The theme button cycles through system, light and dark. */
const NEXT_THEME = new Map<Theme | undefined, Theme | undefined>([
  [undefined, "light"],
  ["light", "dark"],
  ["dark", undefined],
]);

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
        disabled={!actions.history.canUndo.value}
        onClick={() => {
          actions.undo();
        }}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="quiet round"
        aria-label={text.redo}
        {...hint(text.redoHint, "Ctrl Shift Z")}
        data-action="redo"
        disabled={!actions.history.canRedo.value}
        onClick={() => {
          actions.redo();
        }}
      >
        <Icon name="redo" />
      </button>
    </>
  );
}

/** Keeps language and theme if the user has chosen them. */
function lessonsHref({ language, theme }: ViewSettings): string {
  const parameters = [...(language ? [`lang=${language}`] : []), ...(theme ? [`theme=${theme}`] : [])];
  return parameters.length > 0 ? `./lessons#${parameters.join("&")}` : "./lessons";
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
  const { theme, hideText } = store.view.value;
  const themeName = { system: text.themeSystem, light: text.themeLight, dark: text.themeDark }[
    theme ?? "system"
  ];
  return (
    <header class="page-header" hidden={hideText || embedded}>
      {/* A button instead of a link, because the part after # stores the state of the page. */}
      <button
        type="button"
        class="skip-link"
        onClick={() => {
          document.getElementById("network-title")?.focus();
        }}
      >
        {text.skipToNetwork}
      </button>
      <h1>{text.title}</h1>
      <p class="tagline">{text.tagline}</p>
      <nav>
        <UndoButtons />
        <a class="quiet" href={lessonsHref(store.view.value)} {...hint(text.lessonsHint)}>
          {text.lessons}
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
        <button
          type="button"
          class="quiet"
          lang={language.value === "en" ? "zh-CN" : "en"}
          aria-label={text.languageName}
          {...hint(text.languageHint)}
          onClick={() => {
            actions.changeView({ language: language.value === "en" ? "zh-CN" : "en" });
          }}
        >
          {text.language}
        </button>
        <button
          type="button"
          class="quiet round"
          aria-label={text.theme(themeName)}
          {...hint(text.themeHint)}
          onClick={() => {
            actions.changeView({ theme: NEXT_THEME.get(theme) });
          }}
        >
          <Icon name={theme ?? "system"} />
        </button>
      </nav>
    </header>
  );
}
