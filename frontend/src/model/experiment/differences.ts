import { contractSpec } from "../spec/shaped-layers";
import { sameSpec, type TrainingSpec } from "../spec/spec";
import { settingAt, settingOf, SETTINGS, type SettingName, type SettingValue } from "./setting";

/** Something in which specs differ, with its value in each of them. */
export type Difference =
  | {
      readonly type: "setting";
      readonly name: SettingName;
      readonly values: readonly (SettingValue | undefined)[];
    }
  /** A field without a setting of its own; `values` are JSON. */
  | { readonly type: "field"; readonly pointer: string; readonly values: readonly unknown[] };

/**
 * Only the settings and fields in which the specs differ, in the order of the settings. A setting that one of them does
 * not have, such as the activation of no hidden layer, makes no difference by itself.
 */
export function differences(specs: readonly TrainingSpec[]): readonly Difference[] {
  const settings = SETTINGS.flatMap((name): Difference[] => {
    const values = specs.map((spec) => settingOf(spec, name));
    return isSame(values.filter((value) => value !== undefined)) ? [] : [{ type: "setting", name, values }];
  });
  const shown = new Set(settings.map((each) => (each.type === "setting" ? each.name : undefined)));
  const trees = specs.map((spec) => fieldsOf(contractSpec(spec)));
  const pointers = [...new Set(trees.flatMap((tree) => [...tree.keys()]))];
  const fields = pointers.flatMap((pointer): Difference[] => {
    const values = trees.map((tree) => tree.get(pointer));
    const setting = settingAt(pointer);
    const isTold =
      (setting !== undefined && shown.has(setting)) || (shown.has("hiddenLayers") && isLayer(pointer));
    return isSame(values) || isTold ? [] : [{ type: "field", pointer, values }];
  });
  return [...settings, ...fields];
}

/** Layers are at other places if networks have different numbers of them. */
function isLayer(pointer: string): boolean {
  return pointer.startsWith("/network/layers/");
}

function isSame(values: readonly unknown[]): boolean {
  return values.every((value) => sameSpec(value, values[0]));
}

/** Each number, text and list with its JSON pointer; lists of objects, such as layers, by element. Samples are one list. */
function fieldsOf(value: unknown, pointer = ""): Map<string, unknown> {
  const parts = Object.entries(value as object).flatMap(([key, inner]): (readonly [string, unknown])[] => {
    const at = `${pointer}/${key}`;
    const isBranch = Array.isArray(inner)
      ? typeof inner[0] === "object" && key === "layers"
      : typeof inner === "object" && inner !== null;
    return isBranch ? [...fieldsOf(inner, at)] : [[at, inner]];
  });
  return new Map(parts);
}
