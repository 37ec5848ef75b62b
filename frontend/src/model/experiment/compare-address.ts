import { decodeAddress, encodeAddress } from "../address/address";
import { DEFAULT_VIEW } from "../address/view-settings";
import { withActivation } from "../spec/edit-spec";
import type { Catalog } from "../spec/catalog";
import type { TrainingSpec } from "../spec/spec";

/** Networks side by side: more would be too small to see. */
export const MAX_COMPARED = 4;

const KEY = "network";

/** The spec as the playground's address writes it, for one key of another address. */
export function networkKey(spec: TrainingSpec): string {
  return `${KEY}=${encodeURIComponent(encodeAddress({ spec, view: DEFAULT_VIEW, unknown: [] }))}`;
}

/** The networks of an address: `network=<address of the playground>`, once for each. */
export function networksOf(hash: string, catalog?: Catalog): readonly TrainingSpec[] {
  return pairsOf(hash).flatMap((pair) =>
    pair.startsWith(`${KEY}=`) ? [decodeAddress(decoded(pair.slice(KEY.length + 1)), catalog).spec] : [],
  );
}

/** The networks that an address compares: at most four, and never fewer than two. */
export function comparedNetworks(hash: string): readonly TrainingSpec[] {
  const named = networksOf(hash).slice(0, MAX_COMPARED);
  const [first = decodeAddress("").spec] = named;
  if (named.length >= 2) return named;
  return [first, named.length === 1 ? first : withActivation(first, "relu")];
}

/** The address with these networks; its other keys are kept. */
export function withNetworks(hash: string, specs: readonly TrainingSpec[]): string {
  const others = pairsOf(hash).filter((pair) => !pair.startsWith(`${KEY}=`));
  return [...specs.map(networkKey), ...others].join("&");
}

function pairsOf(hash: string): readonly string[] {
  return hash.replace(/^#/, "").split("&").filter(Boolean);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
