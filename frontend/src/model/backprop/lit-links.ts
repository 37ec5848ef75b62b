import type { LinkAddress } from "../network/parameters";
import { inputsOf, type Trace } from "./trace";
import type { WalkthroughStep } from "./walkthrough-steps";

/** A link that carries a number at a step of the walkthrough. */
export interface LitLink extends LinkAddress {
  /**
   * Forward: weight times input; backward: weight times delta; update: change of the weight. As a share of the largest
   * absolute value of its layer, for the update of the network: -1 to 1.
   */
  readonly share: number;
  /** Whether the unit at work computes with it now; otherwise it carried its number at an earlier step. */
  readonly current: boolean;
}

/**
 * @param row index of the sample in the trace
 * @param selected the unit whose weights are current in the update
 */
export function litLinks(
  trace: Trace,
  step: WalkthroughStep,
  row: number,
  selected: { readonly layer: number; readonly unit: number },
): readonly LitLink[] {
  switch (step.phase) {
    case "forward":
    case "loss": {
      const [layer, unit] = "unit" in step ? [step.layer, step.unit] : [trace.layers.length, 0];
      return trace.layers.slice(0, layer + 1).flatMap((_, at) =>
        scaledByLargest(linksOf(trace, at, (link) => forwardSignal(trace, row, link)))
          .filter(({ to }) => at < layer || to <= unit)
          .map((link) => ({ ...link, current: at === layer && link.to === unit })),
      );
    }
    case "backward":
      return trace.layers.flatMap((_, at) =>
        at <= step.layer
          ? []
          : scaledByLargest(linksOf(trace, at, (link) => backwardSignal(trace, row, link)))
              .filter(({ from }) => at > step.layer + 1 || from <= step.unit)
              .map((link) => ({ ...link, current: at === step.layer + 1 && link.from === step.unit })),
      );
    case "update":
      return scaledByLargest(
        trace.layers.flatMap((_, at) => linksOf(trace, at, (link) => change(trace, link))),
      ).map((link) => ({ ...link, current: link.layer === selected.layer && link.to === selected.unit }));
  }
}

type Signal = LinkAddress & { readonly value: number };

function linksOf(trace: Trace, layer: number, valueOf: (link: LinkAddress) => number): readonly Signal[] {
  return (trace.layers[layer]?.weights ?? []).flatMap((weights, to) =>
    weights.map((_, from) => ({ layer, from, to, value: valueOf({ layer, from, to }) })),
  );
}

function scaledByLargest(links: readonly Signal[]): readonly Omit<LitLink, "current">[] {
  const largest = links.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
  return links.map(({ layer, from, to, value }) => ({
    layer,
    from,
    to,
    share: largest > 0 ? value / largest : 0,
  }));
}

function forwardSignal(trace: Trace, row: number, { layer, from, to }: LinkAddress): number {
  return (trace.layers[layer]?.weights[to]?.[from] ?? 0) * (inputsOf(trace, layer)[row]?.[from] ?? 0);
}

function backwardSignal(trace: Trace, row: number, { layer, from, to }: LinkAddress): number {
  const { weights, deltas } = trace.layers[layer] ?? {};
  return (weights?.[to]?.[from] ?? 0) * (deltas?.[row]?.[to] ?? 0);
}

function change(trace: Trace, { layer, from, to }: LinkAddress): number {
  const { weights, updatedWeights } = trace.layers[layer] ?? {};
  const before = weights?.[to]?.[from] ?? 0;
  return (updatedWeights?.[to]?.[from] ?? before) - before;
}
