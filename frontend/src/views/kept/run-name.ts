import type { KeptTexts } from "../../i18n/kept";
import { specOfRun, type KeptRun } from "../../model/kept/kept-run";
import { differences, type Difference } from "../../model/experiment/differences";
import type { Catalog } from "../../model/spec/catalog";
import { settingName, settingValueText, type SettingTexts } from "../experiments/setting-text";

/** Differences that a name tells. */
const MAX_TOLD = 2;

/** The user's name of a run, or what differs from the run that was kept before it. */
export function runName(run: KeptRun, text: KeptTexts, names: SettingTexts, catalog: Catalog): string {
  if (run.name !== undefined) return run.name;
  if (run.before === undefined) return run.id === 1 ? text.first : text.numbered(run.id);
  const all = differences([specOfRun({ address: run.before }, catalog), specOfRun(run, catalog)]);
  const told = [...new Set(all.map((each) => changeText(each, text, names)))];
  if (told.length === 0) return text.again(run.id);
  const name = text.list(told.slice(0, MAX_TOLD));
  return told.length > MAX_TOLD ? text.more(name) : name;
}

function changeText(change: Difference, text: KeptTexts, names: SettingTexts): string {
  if (change.type === "field") return text.changedField(fieldName(change.pointer, text, names));
  const [from, to] = change.values.map((value) =>
    value === undefined ? text.noValue : settingValueText(names, change.name, value),
  );
  return text.changed(settingName(names, change.name), from ?? text.noValue, to ?? text.noValue);
}

/** The part of the page that has the field. */
function fieldName(pointer: string, text: KeptTexts, { messages }: SettingTexts): string {
  if (pointer.startsWith("/data/")) return messages.data;
  return pointer === "/features" ? messages.features : text.otherSettings;
}
