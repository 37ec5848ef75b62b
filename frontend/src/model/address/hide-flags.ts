import { FEATURE_OF_KEY } from "./address-keys";
import type { Address } from "./address";

/** Controls that the address can hide, in the order of the page. All but `unusedFeatures` are keys without `_hide`. */
export const HIDEABLE_CONTROLS = {
  training: [
    "playButton",
    "stepButton",
    "resetButton",
    "speed",
    "learningRate",
    "activation",
    "regularization",
    "regularizationRate",
    "problem",
    "more",
  ],
  data: ["dataset", "points", "percTrainData", "noise", "batchSize", "regenerate"],
  network: ["unusedFeatures", "numHiddenLayers", "lookInside"],
  output: ["showTestData", "discretize"],
} as const;

export type HideableGroup = keyof typeof HIDEABLE_CONTROLS;
export type HideableControl = (typeof HIDEABLE_CONTROLS)[HideableGroup][number];

export const HIDEABLE_GROUPS = Object.keys(HIDEABLE_CONTROLS) as readonly HideableGroup[];

const ALL: readonly HideableControl[] = Object.values(HIDEABLE_CONTROLS).flat();

type Hiding = Pick<Address, "spec" | "unknown">;

/** The controls that an address hides. */
export function hiddenControls({ spec, unknown }: Hiding): ReadonlySet<HideableControl> {
  const flags = new Set(unknown.flatMap(([key, value]) => (value === "true" ? [key] : [])));
  return new Set(
    ALL.filter((control) => {
      const keys = keysOf(control, spec);
      return keys.length > 0 && keys.every((key) => flags.has(key));
    }),
  );
}

/** The address with exactly these controls hidden. Flags of other names are kept. */
export function withHiddenControls<T extends Hiding>(address: T, hidden: ReadonlySet<HideableControl>): T {
  const known = new Set(ALL.flatMap((control) => keysOf(control, address.spec)));
  const flags = ALL.filter((control) => hidden.has(control)).flatMap((control) =>
    keysOf(control, address.spec).map((key) => [key, "true"] as const),
  );
  return { ...address, unknown: [...address.unknown.filter(([key]) => !known.has(key)), ...flags] };
}

/** A hidden feature is not an input, so only features that the network does not use can be hidden. */
function keysOf(control: HideableControl, { features }: Address["spec"]): readonly string[] {
  if (control !== "unusedFeatures") return [`${control}_hide`];
  return [...FEATURE_OF_KEY].flatMap(([key, name]) => (features.includes(name) ? [] : [`${key}_hide`]));
}
