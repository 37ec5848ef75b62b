import { differences } from "../experiment/differences";
import {
  settingChoices,
  settingOf,
  settingsOf,
  withSetting,
  type SettingName,
  type SettingValue,
} from "../experiment/setting";
import type { Catalog } from "../spec/catalog";
import { readSpec } from "../spec/read-spec";
import { contractSpec } from "../spec/shaped-layers";
import type { TrainingSpec } from "../spec/spec";
import type { SweepAxis } from "./sweep";

/** The fields that a setting replaces. One that changes several fields cannot be an axis. */
const POINTERS = {
  learningRate: "/training/optimizer/learningRate",
  activation: "/network/layers",
  hiddenLayers: "/network/layers",
  optimizer: "/training/optimizer",
  batchSize: "/training/batchSize",
  regularization: "/training/regularization",
  dropout: "/network/layers",
  initializer: "/network/initializer",
  noise: "/data/noise",
  trainFraction: "/data/trainFraction",
} as const satisfies Partial<Record<SettingName, string>>;

export type AxisName = keyof typeof POINTERS;

/** A setting with some of its values, or a number of seeds. */
export type AxisChoice =
  | { readonly type: "setting"; readonly name: AxisName; readonly values: readonly SettingValue[] }
  | { readonly type: "seeds"; readonly count: number };

export const SEED_COUNTS = [3, 5, 10, 16, 32, 64, 128, 256] as const;

/** The settings that can be an axis beside the others: no two may replace the same field. */
export function axisNames(spec: TrainingSpec, others: readonly AxisChoice[]): readonly AxisName[] {
  const taken = others.flatMap((axis) => (axis.type === "setting" ? [POINTERS[axis.name]] : []));
  return (Object.keys(POINTERS) as AxisName[]).filter((name) => {
    const pointer = POINTERS[name];
    const isFree = taken.every((each) => !each.startsWith(pointer) && !pointer.startsWith(each));
    return isFree && settingsOf(spec).includes(name);
  });
}

/** An axis of a setting with a few values around the present one. */
export function axisOf(spec: TrainingSpec, name: AxisName, catalog: Catalog): AxisChoice {
  const choices = settingChoices(spec, name, catalog);
  const at = choices.indexOf(settingOf(spec, name) ?? "");
  const from = Math.max(0, Math.min(at - 2, choices.length - 5));
  return { type: "setting", name, values: choices.slice(from, from + 5) };
}

/** The axis as the server reads it. */
export function sweepAxis(spec: TrainingSpec, axis: AxisChoice, catalog: Catalog): SweepAxis {
  if (axis.type === "seeds") return { seeds: axis.count };
  const pointer = POINTERS[axis.name];
  const values = axis.values.map((value) =>
    valueAt(contractSpec(withSetting(spec, axis.name, value, catalog)), pointer),
  );
  return { pointer, values };
}

/** What the values of an axis mean: a setting with its values, or a field with JSON. Undefined for seeds. */
export type AxisMeaning =
  | { readonly type: "setting"; readonly name: SettingName; readonly values: readonly SettingValue[] }
  | { readonly type: "field"; readonly pointer: string; readonly values: readonly unknown[] }
  | { readonly type: "seeds"; readonly count: number };

/** Reads an axis back, as long as its values differ in one setting. */
export function meaningOf(spec: TrainingSpec | undefined, axis: SweepAxis): AxisMeaning {
  if ("seeds" in axis) return { type: "seeds", count: axis.seeds };
  const field = { type: "field", pointer: axis.pointer, values: axis.values } as const;
  if (!spec) return field;
  const specs = axis.values.map((value) => readSpec(withValueAt(contractSpec(spec), axis.pointer, value)));
  if (!specs.every((each) => each !== undefined)) return field;
  const all = differences(specs);
  const pointers: Partial<Record<SettingName, string>> = POINTERS;
  // Another optimizer brings its own learning rate.
  const own = all.find((each) => each.type === "setting" && pointers[each.name] === axis.pointer);
  const first = own ?? all[0];
  if (first?.type !== "setting" || !first.values.every((value) => value !== undefined)) return field;
  return { type: "setting", name: first.name, values: first.values };
}

function valueAt(json: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>(
    (inner, key) => (inner as Readonly<Record<string, unknown>>)[key],
    json,
  );
}

function withValueAt(json: unknown, pointer: string, value: unknown): unknown {
  const [key, ...rest] = keysOf(pointer);
  if (key === undefined) return value;
  const record = json as Readonly<Record<string, unknown>>;
  const inner = withValueAt(record[key], rest.length > 0 ? `/${rest.join("/")}` : "", value);
  if (Array.isArray(json)) return json.map((each: unknown, at) => (String(at) === key ? inner : each));
  return { ...record, [key]: inner };
}

function keysOf(pointer: string): readonly string[] {
  return pointer.split("/").slice(1);
}
