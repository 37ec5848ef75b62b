import type { SweepTexts } from "../../i18n/sweep";
import type { AxisMeaning } from "../../model/sweep/axis-choice";
import { settingName, settingValueText, type SettingTexts } from "../experiments/setting-text";

export function axisName(meaning: AxisMeaning, text: SweepTexts, names: SettingTexts): string {
  switch (meaning.type) {
    case "seeds":
      return text.seeds;
    case "setting":
      return settingName(names, meaning.name);
    case "field":
      return meaning.pointer.slice(1).replaceAll("/", ".");
  }
}

/** @param at index of the value */
export function axisValue(meaning: AxisMeaning, at: number, text: SweepTexts, names: SettingTexts): string {
  switch (meaning.type) {
    case "seeds":
      return text.seedName(String(at + 1));
    case "setting":
      return settingValueText(names, meaning.name, meaning.values[at] ?? "");
    case "field":
      return JSON.stringify(meaning.values[at]);
  }
}
