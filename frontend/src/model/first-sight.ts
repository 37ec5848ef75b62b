import type { Address } from "./address";
import type { Catalog } from "./catalog";
import { defaultSpec } from "./default-spec";
import type { LayerParameters } from "./frame";
import type { Samples } from "./samples";
import sight from "./first-sight.json";
import { sameSpec } from "./spec";

/** What the page knows before the server has answered: the server's own words and numbers, written down by `first-sight.test.ts`. */
export const CATALOG = sight.catalog as Catalog;

/** Of the default spec alone: its training samples to two decimals, finer than a pixel, and its first weights to four. */
export function firstSight({
  spec,
  job,
}: Address): { readonly samples: Samples; readonly parameters: readonly LayerParameters[] } | undefined {
  if (job !== undefined || !sameSpec(spec, defaultSpec())) return undefined;
  const { x1, x2, labels } = sight.samples;
  const train = x1.map((x, at) => ({ x: [x, x2[at] ?? 0], y: Number(labels[at]) }));
  return { samples: { train, test: [] }, parameters: sight.parameters };
}
