import { defaultSpec } from "../spec/default-spec";
import content from "./initial-content.json";
import { ForwardPass } from "../network/forward-pass";
import type { Boundary, Frame } from "./frame";
import type { LayerParameters } from "../network/parameters";
import { FIRST_COLUMNS, PLANE } from "../data/plane";
import type { Samples } from "../data/samples";
import { sameSpec, type TrainingSpec } from "../spec/spec";

/** What the page shows before the server has answered. */
export interface InitialContent {
  readonly frame: Frame;
  readonly boundary: Boundary | undefined;
  readonly samples: Samples;
}

/**
 * Exists for the default spec only: the server's numbers, written by `browser-tests/page/initial-content.test.ts`.
 * Samples have two decimals, which is finer than a pixel, initial weights four.
 */
export function initialContent({
  spec,
  job,
}: {
  readonly spec: TrainingSpec;
  readonly job?: string | undefined;
}): InitialContent | undefined {
  if (job !== undefined || !sameSpec(spec, defaultSpec())) return undefined;
  const { x1, x2, labels } = content.samples;
  const train = x1.map((x, at) => ({ x: [x, x2[at] ?? 0], y: Number(labels[at]) }));
  const { parameters } = content;
  return {
    frame: { run: 0, epoch: 0, parameters },
    boundary: initialBoundary(parameters),
    samples: { train, test: [] },
  };
}

/** Computed as by the server; its output range is -1 to 1. */
function initialBoundary(parameters: readonly LayerParameters[]): Boundary | undefined {
  const [resolution, minimum, maximum] = [50, -1, 1];
  const plane = { columns: FIRST_COLUMNS, domain: PLANE, fixedValues: [] };
  const pass = ForwardPass.of(defaultSpec(), plane, { resolution, places: "ends" });
  const output = pass?.run(parameters).at(-1)?.[0];
  if (!output) return undefined;
  const values = Uint8Array.from(output, (value) =>
    Math.floor((255 * (value - minimum)) / (maximum - minimum) + 0.5),
  );
  return { resolution, domain: PLANE, minimum, maximum, outputs: 1, values };
}
