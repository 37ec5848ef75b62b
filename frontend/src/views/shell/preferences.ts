import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { languageOf } from "../../i18n/messages";
import type { Language, Theme } from "../../model/address/view-settings";
import type { Preferences } from "./shell-header";

/** Language and theme of the page: the user's choice, or else the browser's. The root element follows them. */
export function applyPreferences(chosen: ReadonlySignal<Preferences>): {
  readonly language: ReadonlySignal<Language>;
  readonly theme: ReadonlySignal<Theme>;
} {
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const dark = signal(systemDark.matches);
  systemDark.addEventListener("change", ({ matches }) => (dark.value = matches));
  const language = computed(() => chosen.value.language ?? languageOf(navigator.languages));
  const theme = computed(() => chosen.value.theme ?? (dark.value ? "dark" : "light"));
  effect(() => {
    document.documentElement.lang = language.value;
    document.documentElement.dataset["theme"] = theme.value;
  });
  return { language, theme };
}
