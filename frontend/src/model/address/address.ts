import { contractSpec } from "../spec/shaped-layers";
import { BUILT_IN_CATALOG } from "../spec/built-in-catalog";
import type { Catalog } from "../spec/catalog";
import { base64UrlOfText, textOfBase64Url } from "./base64";
import { KNOWN_KEYS } from "./address-keys";
import type { Stop } from "../training/job";
import { knownChoice, numberOf, numberWithin, type Keys } from "./key-values";
import { FIRST_COLUMNS, type Columns } from "../data/plane";
import { columnCount, sameSpec, type TrainingSpec } from "../spec/spec";
import { readSpec } from "../spec/read-spec";
import { keysOfSpec, specOfKeys } from "./spec-keys";
import { DEFAULT_VIEW, type ViewSettings } from "./view-settings";

/** Everything that an address contains. Unknown keys are kept unchanged and in order. */
export interface Address {
  readonly spec: TrainingSpec;
  readonly view: ViewSettings;
  /** The user's stop conditions; absent if there are none. */
  readonly stop?: Stop;
  /** Columns on display, for data with more than two; absent for the first two. */
  readonly columns?: Columns;
  /** Id of a job to watch instead of an own one. */
  readonly job?: string | undefined;
  /** Opens "Look inside" with the next batch or with the first sample; the page itself never writes it. */
  readonly lookInside?: "batch" | "sample" | undefined;
  readonly unknown: readonly (readonly [key: string, value: string])[];
}

/** Reads the part after `#`. Invalid values never fail: each is replaced by the nearest valid one or by its default. */
export function decodeAddress(hash: string, catalog: Catalog = BUILT_IN_CATALOG): Address {
  const pairs = hash.replace(/^#/, "").split("&").filter(Boolean).map(splitPair);
  const keys = new Map(pairs.map(([key, value]) => [key, decoded(value)]));
  const json = textOfBase64Url(keys.get("spec") ?? "");
  return {
    spec: (json ? readSpec(parseJson(json), catalog) : undefined) ?? specOfKeys(keys, catalog),
    view: viewOfKeys(keys),
    ...stopOfKeys(keys),
    ...columnsOfKey(keys.get("columns")),
    ...(keys.get("job") && { job: keys.get("job") }),
    ...lookInsideOfKey(keys.get("lookInside")),
    unknown: pairs.filter(([key]) => !KNOWN_KEYS.has(key)),
  };
}

/** Writes only what differs from the defaults, and the whole spec as `spec=` only if the keys cannot express it. */
export function encodeAddress(
  { spec, view, stop = {}, columns, lookInside, unknown }: Address,
  catalog: Catalog = BUILT_IN_CATALOG,
): string {
  const keys = keysOfSpec(spec, catalog);
  const keysSuffice = keys && sameSpec(comparable(specOfKeys(new Map(keys), catalog)), comparable(spec));
  const specKeys = keysSuffice
    ? keys
    : [["spec", base64UrlOfText(JSON.stringify(contractSpec(spec)))] as const];
  const shown = columns && columnCount(spec) > 2 ? keysOfColumns(columns) : [];
  const inside = lookInside ? [["lookInside", lookInside] as const] : [];
  return [...specKeys, ...keysOfStop(stop), ...shown, ...inside, ...keysOfView(view), ...unknown]
    .map(([key, value]) => `${key}=${value}`)
    .join("&");
}

/** Ignores the sample count, which the generator determines. */
function comparable(spec: TrainingSpec): unknown {
  return spec.data.source === "generated" ? { ...spec, data: { ...spec.data, samples: undefined } } : spec;
}

function viewOfKeys(keys: Keys): ViewSettings {
  const language = knownChoice<"en" | "zh-CN">(keys.get("lang"), ["en", "zh-CN"]);
  const theme = knownChoice<"light" | "dark">(keys.get("theme"), ["light", "dark"]);
  return {
    showTestData: keys.get("showTestData") === "true",
    discretize: keys.get("discretize") === "true",
    hideText: keys.get("hideText") === "true",
    speed: numberWithin(keys.get("speed"), 0, 1000, DEFAULT_VIEW.speed),
    ...(isSlug(keys.get("task")) && { task: keys.get("task") }),
    ...(language && { language }),
    ...(theme && { theme }),
  };
}

/** Names of lessons are parts of addresses. */
function isSlug(text = ""): boolean {
  return /^[a-z0-9-]{1,64}$/.test(text);
}

function keysOfView(view: ViewSettings): [string, string][] {
  const flags = (["showTestData", "discretize", "hideText"] as const).filter(
    (key) => view[key] !== DEFAULT_VIEW[key],
  );
  return [
    ...flags.map((key): [string, string] => [key, String(view[key])]),
    ...(view.speed === DEFAULT_VIEW.speed ? [] : [["speed", String(view.speed)] satisfies [string, string]]),
    ...(view.task ? [["task", view.task] satisfies [string, string]] : []),
    ...(view.language ? [["lang", view.language] satisfies [string, string]] : []),
    ...(view.theme ? [["theme", view.theme] satisfies [string, string]] : []),
  ];
}

/** Address keys of the stop conditions. */
const STOP_KEYS = [
  ["epochs", "stopEpochs"],
  ["targetTestLoss", "stopLoss"],
  ["patience", "patience"],
  ["maxSeconds", "maxSeconds"],
] as const satisfies readonly (readonly [keyof Stop, string])[];

function stopOfKeys(keys: Keys): Pick<Address, "stop"> {
  const stop = STOP_KEYS.flatMap(([condition, key]) => {
    const value = numberOf(keys.get(key));
    if (value === undefined || value < 0) return [];
    const valid =
      condition === "targetTestLoss" ||
      (value > 0 && (condition === "maxSeconds" || Number.isInteger(value)));
    return valid ? [[condition, value] as const] : [];
  });
  return stop.length > 0 ? { stop: Object.fromEntries(stop) } : {};
}

function keysOfStop(stop: Stop): [string, string][] {
  return STOP_KEYS.flatMap(([condition, key]): [string, string][] =>
    stop[condition] === undefined ? [] : [[key, String(stop[condition])]],
  );
}

/** `1,3` means the first column along the horizontal axis and the third along the vertical one. */
function columnsOfKey(text: string | undefined): Pick<Address, "columns"> {
  const [across, up, ...more] = (text ?? "").split(",").map((column) => Number(column) - 1);
  const fit = [across, up].every((column) => Number.isInteger(column) && (column ?? -1) >= 0);
  const two = across !== undefined && up !== undefined && across !== up && more.length === 0;
  return fit && two ? { columns: [across, up] } : {};
}

function keysOfColumns([across, up]: Columns): [string, string][] {
  return across === FIRST_COLUMNS[0] && up === FIRST_COLUMNS[1]
    ? []
    : [["columns", `${String(across + 1)},${String(up + 1)}`]];
}

function lookInsideOfKey(text: string | undefined): Pick<Address, "lookInside"> {
  const lookInside = knownChoice<"batch" | "sample">(text, ["batch", "sample"]);
  return lookInside ? { lookInside } : {};
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
