import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { parameterAt, type LinkAddress, type ParameterAddress } from "../../model/network/parameters";
import { paletteOf } from "../../render/colours";
import { parameterText } from "../../render/format";
import {
  inputPoints,
  linkPath,
  linksOf,
  nearestLink,
  type Link,
  type NetworkGeometry,
  type Point,
} from "../../render/network-geometry";
import { paintBiases, paintLinks } from "../../render/network-links";
import type { UnitAddress } from "../../state/store";
import { featureLabel } from "./feature-label";
import { unitName } from "./unit-name";
import { usePage } from "../page-context";
import { useDrawing } from "../use-drawing";

/** With more links, dashes are too dense to see and slow to paint. */
const MAX_DASHED_LINKS = 700;
/** Minimum time between two repaints of the links; milliseconds. Dashed curves are the slowest part of a frame. */
const REPAINT_INTERVAL = 100;
const BIAS_EDGE = 6;

/** Maximum distance between a press and the bias that it selects; CSS pixels. */
const BIAS_REACH = 12;

/** Opens these parameters for editing, at a point of the viewport. */
export type EditParameters = (addresses: readonly ParameterAddress[], at: Point) => void;

interface Hovered {
  readonly address: ParameterAddress;
  /** Relative to the network's upper left corner. */
  readonly at: Point;
}

export function NetworkLinks({
  geometry,
  features,
  onEdit,
}: {
  readonly geometry: NetworkGeometry;
  readonly features: readonly string[];
  readonly onEdit: EditParameters;
}) {
  const { store, presentation, inside, theme } = usePage();
  const links = useRef<SVGGElement>(null);
  const biases = useRef<SVGGElement>(null);
  const hovered = useSignal<Hovered | undefined>(undefined);
  const chosen = store.spec.value.features;
  const all = useMemo(
    () => linksOf(geometry, inputPoints(geometry, chosen, features)),
    [geometry, chosen, features],
  );
  useDrawing(
    () => {
      const parameters = store.parameters.value;
      const palette = paletteOf(theme.value);
      const epoch = store.shownFrame.value?.epoch ?? 0;
      return () => {
        if (!links.current || !biases.current) return;
        paintLinks(links.current.querySelectorAll("path"), parameters, palette);
        paintBiases(biases.current.querySelectorAll("rect"), parameters, palette);
        links.current.setAttribute("stroke-dashoffset", String(-epoch / 3));
      };
    },
    [all],
    REPAINT_INTERVAL,
  );
  const focus = linksInFocus(hovered.value?.address, store.inspected.value, chosen);
  const parameterUnder = (event: MouseEvent & { readonly currentTarget: Element }): Hovered | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: event.clientX - box.left, y: event.clientY - box.top };
    const bias = biasUnder(at, geometry);
    if (bias) return { address: bias, at };
    const link = nearestLink(at, all, 8);
    return link && { address: { layer: link.layer, unit: link.to, from: link.from }, at };
  };
  const hover = (found: Hovered | undefined) => {
    hovered.value = found;
    presentation.point(found?.address);
    const walkthrough = inside.walkthrough.peek();
    if (walkthrough) walkthrough.pointedParameter.value = found?.address;
  };
  const ends = geometry.layers.at(-1) ?? [];
  return (
    <>
      <svg
        class={all.length <= MAX_DASHED_LINKS ? "links links-flowing" : "links"}
        width={geometry.width}
        height={geometry.height}
        aria-hidden="true"
        style={{ cursor: hovered.value && "pointer" }}
        onPointerMove={(event) => {
          hover(parameterUnder(event));
        }}
        onClick={(event) => {
          const found = parameterUnder(event);
          if (found) onEdit([found.address], { x: event.clientX, y: event.clientY });
        }}
        onPointerLeave={() => {
          hover(undefined);
        }}
      >
        <g ref={links} fill="none">
          {all.map(({ address, ends }) => (
            <path
              key={`${String(address.layer)} ${String(address.to)} ${String(address.from)}`}
              class={focus && !focus(address) ? "out-of-focus" : undefined}
              d={linkPath(ends)}
            />
          ))}
        </g>
        <AttendedLink links={all} />
        {ends.map(({ x, y }) => (
          <path
            key={y}
            class="to-output"
            d={`M${String(x + geometry.size / 2 + 3)},${String(y)}H${String(geometry.width)}`}
          />
        ))}
        <g ref={biases}>
          {geometry.layers.flat().map((unit) => (
            <rect
              key={`${String(unit.x)} ${String(unit.y)}`}
              class="bias"
              x={biasCentre(unit, geometry.size).x - BIAS_EDGE / 2}
              y={biasCentre(unit, geometry.size).y - BIAS_EDGE / 2}
              width={BIAS_EDGE}
              height={BIAS_EDGE}
              rx={1}
            />
          ))}
        </g>
      </svg>
      <ParameterCard hovered={hovered.value} geometry={geometry} />
    </>
  );
}

/** Which links belong to the link, neuron or feature under the pointer; undefined if there is none. */
function linksInFocus(
  link: ParameterAddress | undefined,
  unit: UnitAddress | undefined,
  features: readonly string[],
): ((link: LinkAddress) => boolean) | undefined {
  if (link && link.from !== "bias")
    return ({ layer, from, to }) => layer === link.layer && to === link.unit && from === link.from;
  if (!unit) return undefined;
  const input = unit.layer < 0 ? features.indexOf(unit.feature ?? "") : unit.unit;
  if (input < 0) return undefined;
  return ({ layer, from, to }) =>
    (layer === unit.layer && to === unit.unit) || (layer === unit.layer + 1 && from === input);
}

/** The link that the presenter points at. */
function AttendedLink({ links }: { readonly links: readonly Link[] }) {
  const attention = usePage().store.attention.value;
  if (attention?.type !== "link") return null;
  const link = links.find(
    ({ address: { layer, from, to } }) =>
      layer === attention.layer && to === attention.unit && from === attention.input,
  );
  return link ? <path class="attended-link" d={linkPath(link.ends)} /> : null;
}

/** The current value of the parameter under the pointer, or of the inspected unit's bias. */
function ParameterCard({
  hovered,
  geometry,
}: {
  readonly hovered: Hovered | undefined;
  readonly geometry: NetworkGeometry;
}) {
  const { store, messages } = usePage();
  const text = messages.value;
  const inspected = store.inspected.value;
  const parameters = store.parameters.value;
  if (hovered) {
    const value = parameterAt(parameters, hovered.address);
    if (value === undefined) return null;
    const { layer, unit, from } = hovered.address;
    if (from === "bias") return <Card at={hovered.at} text={text.biasIs(parameterText(value))} />;
    const spec = store.spec.value;
    const input =
      layer === 0 ? featureLabel(spec.features[from] ?? "") : unitName(text, spec, layer - 1, from);
    const ends = text.linkEnds(input, unitName(text, spec, layer, unit));
    return <Card at={hovered.at} text={`${text.weightIs(parameterText(value))}\n${ends}`} />;
  }
  if (!inspected || inspected.layer < 0) return null;
  const bias = parameters?.[inspected.layer]?.biases[inspected.unit];
  const unit = geometry.layers[inspected.layer]?.[inspected.unit];
  if (bias === undefined || !unit) return null;
  const below = { x: unit.x, y: unit.y - geometry.size / 2 + 4 };
  return <Card at={below} text={text.biasIs(parameterText(bias))} />;
}

function Card({ at, text }: { readonly at: Point; readonly text: string }) {
  return (
    <span
      class="parameter-card tabular-numbers"
      style={{ left: `${String(at.x)}px`, top: `${String(at.y)}px` }}
    >
      {text}
    </span>
  );
}

/** Below the unit's square, at its left. */
function biasCentre({ x, y }: Point, size: number): Point {
  return { x: x - size / 2 - BIAS_EDGE / 2 - 3, y: y + size / 2 - BIAS_EDGE / 2 + 2 };
}

function biasUnder(point: Point, { layers, size }: NetworkGeometry): ParameterAddress | undefined {
  for (const [layer, units] of layers.entries()) {
    for (const [unit, place] of units.entries()) {
      const { x, y } = biasCentre(place, size);
      if (Math.hypot(x - point.x, y - point.y) <= BIAS_REACH) return { layer, unit, from: "bias" };
    }
  }
  return undefined;
}
