import { base64UrlOfText, textOfBase64Url } from "./base64";
import { KNOWN_KEYS } from "./address-keys";
import { chosen, within, type Keys } from "./key-values";
import { readSpec } from "./read-spec";
import { sameSpec, type TrainingSpec } from "./spec";
import { keysOfSpec, specOfKeys } from "./spec-keys";
import { DEFAULT_VIEW, type ViewSettings } from "./view-settings";

/** All that an address says. Keys that are not ours are kept as they came, in their order. */
export interface Address {
  readonly spec: TrainingSpec;
  readonly view: ViewSettings;
  /** A job to look at, in place of one's own. */
  readonly job?: string | undefined;
  readonly unknown: readonly (readonly [key: string, value: string])[];
}

/** Reads the part after `#`. Odd values never fail: each falls back to the nearest allowed one or to its default. */
export function decodeAddress(hash: string): Address {
  const pairs = hash.replace(/^#/, "").split("&").filter(Boolean).map(splitPair);
  const keys = new Map(pairs.map(([key, value]) => [key, decoded(value)]));
  const json = textOfBase64Url(keys.get("spec") ?? "");
  return {
    spec: (json ? readSpec(parseJson(json)) : undefined) ?? specOfKeys(keys),
    view: viewOfKeys(keys),
    ...(keys.get("job") && { job: keys.get("job") }),
    unknown: pairs.filter(([key]) => !KNOWN_KEYS.has(key)),
  };
}

/** Writes only what differs from the defaults; the whole spec as `spec=` only where the keys cannot say it. */
export function encodeAddress({ spec, view, unknown }: Address): string {
  const keys = keysOfSpec(spec);
  const said = keys && sameSpec(comparable(specOfKeys(new Map(keys))), comparable(spec));
  const ofSpec = said ? keys : [["spec", base64UrlOfText(JSON.stringify(spec))] as const];
  return [...ofSpec, ...keysOfView(view), ...unknown].map(([key, value]) => `${key}=${value}`).join("&");
}

/** Sample counts that the generator decides are no difference. */
function comparable(spec: TrainingSpec): unknown {
  return spec.data.source === "generated" ? { ...spec, data: { ...spec.data, samples: undefined } } : spec;
}

function viewOfKeys(keys: Keys): ViewSettings {
  const language = chosen<"en" | "zh-CN">(keys.get("lang"), ["en", "zh-CN"]);
  const theme = chosen<"light" | "dark">(keys.get("theme"), ["light", "dark"]);
  return {
    showTestData: keys.get("showTestData") === "true",
    discretize: keys.get("discretize") === "true",
    hideText: keys.get("hideText") === "true",
    speed: within(keys.get("speed"), 0, 1000, DEFAULT_VIEW.speed),
    ...(language && { language }),
    ...(theme && { theme }),
  };
}

function keysOfView(view: ViewSettings): [string, string][] {
  const flags = (["showTestData", "discretize", "hideText"] as const).filter(
    (key) => view[key] !== DEFAULT_VIEW[key],
  );
  return [
    ...flags.map((key): [string, string] => [key, String(view[key])]),
    ...(view.speed === DEFAULT_VIEW.speed ? [] : [["speed", String(view.speed)] satisfies [string, string]]),
    ...(view.language ? [["lang", view.language] satisfies [string, string]] : []),
    ...(view.theme ? [["theme", view.theme] satisfies [string, string]] : []),
  ];
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
