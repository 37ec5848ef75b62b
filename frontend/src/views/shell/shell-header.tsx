import type { ComponentChildren } from "preact";
import type { Language, Theme, ViewSettings } from "../../model/address/view-settings";
import { hint } from "../controls/hint";
import { Icon } from "../controls/icons";

/** The theme button cycles through system, light and dark. */
const NEXT_THEME = new Map<Theme | undefined, Theme | undefined>([
  [undefined, "light"],
  ["light", "dark"],
  ["dark", undefined],
]);

/** Language and theme, as far as the user has chosen them. */
export type Preferences = Pick<ViewSettings, "language" | "theme">;

/** The texts of the header, in the language of the page. */
export interface ShellTexts {
  /** Name of the other language, in that language. */
  readonly language: string;
  readonly languageName: string;
  readonly theme: (theme: string) => string;
  readonly themeSystem: string;
  readonly themeLight: string;
  readonly themeDark: string;
}

/** The header of every page: skip link, title, links, and the buttons for language and theme. */
export function ShellHeader({
  class: kind = "",
  hidden = false,
  skip,
  title,
  navigationName,
  preferences,
  language,
  text,
  hints,
  onChoose,
  children,
}: {
  readonly class?: string;
  readonly hidden?: boolean;
  /** A button instead of a link, because the part after # stores the state of the page. */
  readonly skip: { readonly label: string; readonly to: string };
  readonly title: ComponentChildren;
  readonly navigationName?: string;
  readonly preferences: Preferences;
  readonly language: Language;
  readonly text: ShellTexts;
  readonly hints?: { readonly language: string; readonly theme: string };
  readonly onChoose: (change: Preferences) => void;
  /** Links and buttons before those of language and theme. */
  readonly children: ComponentChildren;
}) {
  const { theme } = preferences;
  const other = language === "en" ? "zh-CN" : "en";
  const themeName = text.theme(
    { system: text.themeSystem, light: text.themeLight, dark: text.themeDark }[theme ?? "system"],
  );
  return (
    <header class={`page-header ${kind}`.trim()} hidden={hidden}>
      <button
        type="button"
        class="skip-link"
        onClick={() => document.querySelector<HTMLElement>(skip.to)?.focus()}
      >
        {skip.label}
      </button>
      {title}
      <nav aria-label={navigationName}>
        {children}
        <button
          type="button"
          class="quiet"
          lang={other}
          data-action="language"
          aria-label={text.languageName}
          {...(hints && hint(hints.language))}
          onClick={() => {
            onChoose({ language: other });
          }}
        >
          {text.language}
        </button>
        <button
          type="button"
          class="quiet round"
          aria-label={themeName}
          {...(hints ? hint(hints.theme) : { title: themeName })}
          onClick={() => {
            onChoose({ theme: NEXT_THEME.get(theme) });
          }}
        >
          <Icon name={theme ?? "system"} />
        </button>
      </nav>
    </header>
  );
}
