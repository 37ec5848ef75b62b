import { COMPARE_TEXTS } from "../../i18n/compare";
import { LANGUAGES } from "../../i18n/messages";
import { useCourse, useTexts } from "../course/course-context";
import type { SettingTexts } from "./setting-text";

/** The names of settings and values in the reader's language. */
export function useSettingTexts(): SettingTexts {
  const { language } = useCourse();
  return { messages: LANGUAGES[language.value], compare: useTexts(COMPARE_TEXTS) };
}
