import { BACKPROP } from "../../i18n/backprop";
import { litLinks, type LitLink } from "../../model/backprop/lit-links";
import { stepIndexOf } from "../../model/backprop/walkthrough-steps";
import type { Trace } from "../../model/backprop/trace";
import { css, linkColour, paletteOf } from "../../render/colours";
import { numberText } from "../../render/format";
import {
  inputPoints,
  linkPath,
  linksOf,
  type Link,
  type NetworkGeometry,
} from "../../render/network-geometry";
import { lossBox } from "../../render/panel-position";
import type { Walkthrough } from "../../state/inside/walkthrough";
import { usePage } from "../page-context";
import { pointedParts, type PointedParts } from "./pointed-parts";
import { ValueChips } from "./value-chips";
import "./walkthrough-overlay.css";

/** Widths of lit links for the smallest and the largest number of their layer; CSS pixels. */
const WIDTHS = [1.5, 7] as const;
/** Width of the outline of a pointed link, both sides together; CSS pixels. */
const OUTLINE = 4;

/** The numbers of the walkthrough on the dimmed network: links that carry them, units that hold them, and the loss. */
export function WalkthroughOverlay({
  walkthrough,
  geometry,
  features,
}: {
  readonly walkthrough: Walkthrough;
  readonly geometry: NetworkGeometry;
  /** The offered features, in the order of their places. */
  readonly features: readonly string[];
}) {
  const { store } = usePage();
  const trace = walkthrough.trace.value;
  const step = walkthrough.step.value;
  if (!trace || !step || trace.layers.length !== geometry.layers.length) return null;
  const inputs = inputPoints(geometry, store.spec.value.features, features);
  const links = linksOf(geometry, inputs);
  const row = walkthrough.row.value;
  const unit = walkthrough.unitAtWork.value;
  const lit = litLinks(trace, step, row, unit ?? { layer: -1, unit: -1 });
  const pointed = pointedParts(walkthrough.pointedSources.value, trace);
  return (
    <div class="walkthrough-overlay" data-phase={step.phase} aria-hidden="true">
      <LitLinks lit={lit} links={links} pointed={pointed} walkthrough={walkthrough} />
      <ValueChips
        walkthrough={walkthrough}
        trace={trace}
        geometry={geometry}
        inputs={inputs}
        pointed={pointed}
      />
      {trace.samples.length > 0 && <LossBox walkthrough={walkthrough} trace={trace} geometry={geometry} />}
    </div>
  );
}

function LitLinks({
  walkthrough,
  lit,
  links,
  pointed,
}: {
  readonly walkthrough: Walkthrough;
  readonly lit: readonly LitLink[];
  readonly links: readonly Link[];
  readonly pointed: PointedParts;
}) {
  const { theme } = usePage();
  const palette = paletteOf(theme.value);
  const step = walkthrough.step.value;
  const paths = new Map(links.map(({ address, ends }) => [keyOf(address), linkPath(ends)]));
  const widths = new Map(
    lit.map((link) => [keyOf(link), WIDTHS[0] + (WIDTHS[1] - WIDTHS[0]) * Math.abs(link.share)]),
  );
  const at = walkthrough.stepIndex.value;
  return (
    <svg class="walkthrough-links" width="100%" height="100%">
      <g fill="none">
        {links
          .filter(({ address }) => pointed.links.has(keyOf(address)))
          .map(({ address }) => (
            // An outline, so that the colour of a lit link stays visible.
            <path
              key={`pointed ${keyOf(address)}`}
              class="pointed-link"
              d={paths.get(keyOf(address))}
              stroke-width={(widths.get(keyOf(address)) ?? 0) + OUTLINE}
            />
          ))}
        {lit.map((link) => (
          <path
            // A new element for each step restarts the flow.
            key={`${keyOf(link)}${link.current ? ` ${String(at)}` : ""}`}
            class={linkClass(link, step?.phase)}
            data-link={keyOf(link)}
            d={paths.get(keyOf(link))}
            stroke={css(linkColour(link.share, palette))}
            stroke-width={widths.get(keyOf(link))?.toFixed(1)}
          />
        ))}
      </g>
    </svg>
  );
}

function linkClass(link: LitLink, phase: string | undefined): string {
  if (!link.current) return "lit-link lit-before";
  return phase === "backward" ? "lit-link lit-now flows-back" : "lit-link lit-now flows-forward";
}

function keyOf({ layer, from, to }: Link["address"]): string {
  return `${String(layer)} ${String(from)} ${String(to)}`;
}

/** Target and loss of the sample. */
function LossBox({
  walkthrough,
  trace,
  geometry,
}: {
  readonly walkthrough: Walkthrough;
  readonly trace: Trace;
  readonly geometry: NetworkGeometry;
}) {
  const { language } = usePage();
  const text = BACKPROP[language.value];
  const row = walkthrough.row.value;
  const steps = walkthrough.steps.value;
  const step = walkthrough.step.value;
  const computed = walkthrough.stepIndex.value >= stepIndexOf(steps, "loss");
  const box = lossBox(geometry);
  const target = trace.targets[row]?.map((value) => numberText(value, 2)).join(", ") ?? "";
  return (
    <div
      class={step?.phase === "loss" ? "loss-box loss-lit" : "loss-box"}
      data-testid="walkthrough-loss"
      style={{
        left: `${String(box.left)}px`,
        top: `${String(box.top)}px`,
        width: `${String(box.right - box.left)}px`,
      }}
    >
      <span>{text.target(target)}</span>
      <strong class="tabular-numbers">
        {text.loss} {computed ? numberText(trace.sampleLosses[row] ?? 0, 3) : "·"}
      </strong>
    </div>
  );
}
