import { COMPARE_TEXTS, type CompareTexts } from "../../i18n/compare";
import type { Messages } from "../../i18n/messages";
import { differences, type Difference } from "../../model/experiment/differences";
import type { TrainingSpec } from "../../model/spec/spec";
import { NumberTable } from "../course/components/number-table";
import { useTexts } from "../course/course-context";
import { settingName, settingValueText, type SettingTexts } from "../experiments/setting-text";
import { useSettingTexts } from "../experiments/use-setting-texts";
import { letterOf, LineSample } from "./compared-column";

/** The settings in which the networks differ, and no others. */
export function DifferencesTable({ specs }: { readonly specs: readonly TrainingSpec[] }) {
  const text = useTexts(COMPARE_TEXTS);
  const names = useSettingTexts();
  const rows = differences(specs);
  return (
    <section class="compared-differences" aria-labelledby="differences-title">
      <h2 id="differences-title">{text.differences}</h2>
      {rows.length === 0 ? (
        <p class="stage-note">{text.noDifference}</p>
      ) : (
        <NumberTable
          columns={[
            text.setting,
            ...specs.map((_, at) => (
              <span class="line-name">
                {letterOf(at)} <LineSample at={at} />
              </span>
            )),
          ]}
        >
          {rows.map((row) => (
            <tr key={keyOf(row)} data-difference={keyOf(row)}>
              <th scope="row">{nameOf(row, names)}</th>
              {row.values.map((_, at) => (
                <td key={at}>{valueOf(row, at, names, text)}</td>
              ))}
            </tr>
          ))}
        </NumberTable>
      )}
    </section>
  );
}

function keyOf(row: Difference): string {
  return row.type === "setting" ? row.name : row.pointer;
}

function nameOf(row: Difference, names: SettingTexts): string {
  return row.type === "setting" ? settingName(names, row.name) : fieldName(row.pointer, names.messages);
}

/** A field without a control of its own has the page's name for it, or else its path in the spec. */
function fieldName(pointer: string, messages: Messages): string {
  switch (pointer) {
    case "/data/seed":
      return messages["seed.data"];
    case "/training/seed":
      return messages["seed.training"];
    case "/training/shuffle":
      return messages.shuffle;
    case "/training/schedule/type":
      return messages.schedule;
    case "/features":
      return messages.features;
    case "/task":
      return messages.task;
    default:
      return pointer.slice(1).replaceAll("/", ".");
  }
}

function valueOf(row: Difference, at: number, names: SettingTexts, text: CompareTexts): string {
  if (row.type === "setting") {
    const value = row.values[at];
    return value === undefined ? text.noValue : settingValueText(names, row.name, value);
  }
  const value = row.values[at];
  if (value === undefined || value === null) return text.noValue;
  if (Array.isArray(value)) {
    return typeof value[0] === "object" ? text.samplesOf(value.length) : value.join(", ");
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
