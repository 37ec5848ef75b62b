import type { Address } from "./address";
import type { Catalog } from "./catalog";
import { defaultSpec } from "./default-spec";
import sight from "./first-sight.json";
import { ForwardPass } from "./forward-pass";
import type { Boundary, Frame, LayerParameters } from "./frame";
import { FIRST_COLUMNS, PLANE } from "./plane";
import type { Samples } from "./samples";
import { sameSpec } from "./spec";

/** What this server can train by the page's own knowledge, until it has said so. */
export const CATALOG = sight.catalog as Catalog;

/** What is to be seen before the server has answered. */
export interface FirstSight {
  readonly frame: Frame;
  readonly boundary: Boundary | undefined;
  readonly samples: Samples;
}

/**
 * Of the default spec alone: the server's own numbers, written down by `browser-tests/first-sight.test.ts`. Training samples to two
 * decimals, finer than a pixel, and the first weights to four.
 */
export function firstSight({ spec, job }: Address): FirstSight | undefined {
  if (job !== undefined || !sameSpec(spec, defaultSpec())) return undefined;
  const { x1, x2, labels } = sight.samples;
  const train = x1.map((x, at) => ({ x: [x, x2[at] ?? 0], y: Number(labels[at]) }));
  const { parameters } = sight;
  return {
    frame: { run: 0, epoch: 0, parameters },
    boundary: firstBoundary(parameters),
    samples: { train, test: [] },
  };
}

/** As the server would send it: its output goes from -1 to 1. */
function firstBoundary(parameters: readonly LayerParameters[]): Boundary | undefined {
  const [resolution, minimum, maximum] = [50, -1, 1];
  const plane = { columns: FIRST_COLUMNS, domain: PLANE, elsewhere: [] };
  const pass = ForwardPass.of(defaultSpec(), plane, { resolution, places: "ends" });
  const output = pass?.run(parameters).at(-1)?.[0];
  if (!output) return undefined;
  const values = Uint8Array.from(output, (value) =>
    Math.floor((255 * (value - minimum)) / (maximum - minimum) + 0.5),
  );
  return { resolution, domain: PLANE, minimum, maximum, outputs: 1, values };
}
