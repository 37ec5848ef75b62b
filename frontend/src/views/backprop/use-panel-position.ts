import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { litLinks } from "../../model/backprop/lit-links";
import {
  inputPoints,
  linkPoints,
  linksOf,
  type NetworkGeometry,
  type Point,
} from "../../render/network-geometry";
import { lossBox, panelPosition, type Box } from "../../render/panel-position";
import type { Walkthrough } from "../../state/inside/walkthrough";
import { usePage } from "../page-context";

/** Class of a panel that is placed beside a unit. */
export const BESIDE = "walkthrough-beside";

/** Narrower networks have the panel below them; CSS pixels. */
const MIN_STAGE_WIDTH = 560;
/** How far the panel may reach beyond the network: into the gaps between the columns, and below the network. */
const OVERHANG = { x: 16, y: 80 };
/** Widths of the panel beside a unit, the best first; CSS pixels. */
const WIDTHS = [304, 256];
const CURVE_POINTS = 24;

interface Stage {
  readonly walkthrough: Walkthrough;
  readonly geometry: NetworkGeometry;
  /** The offered features, in the order of their places. */
  readonly features: readonly string[];
  /** Contains the network; scrolls sideways. */
  readonly scroller: RefObject<HTMLDivElement | null>;
}

type Place = Point & { readonly width: number };

/** The place of the panel beside the unit at work, relative to the network's scroller; undefined below the network. */
export function usePanelPosition(panel: RefObject<HTMLElement | null>, stage: Stage): Place | undefined {
  const { store } = usePage();
  const place = useSignal<Place | undefined>(undefined);
  const { walkthrough, geometry, features, scroller } = stage;
  const update = () => {
    const [element, network] = [panel.current, scroller.current];
    if (!element || !network) return;
    const inputs = inputPoints(geometry, store.spec.peek().features, features);
    const boxes = boxesOf(walkthrough, geometry, inputs);
    const top = network.querySelector<HTMLElement>(".network-drawing")?.offsetTop ?? 0;
    const found = boxes && findPlace(element, network, boxes, { x: -network.scrollLeft, y: top }, geometry);
    element.classList.toggle(BESIDE, found !== undefined);
    element.style.width = found ? `${String(found.width)}px` : "";
    const before = place.peek();
    if (found?.x !== before?.x || found?.y !== before?.y || found?.width !== before?.width)
      place.value = found;
  };
  useLayoutEffect(update);
  const [trace, at, row] = [walkthrough.trace.value, walkthrough.stepIndex.value, walkthrough.row.value];
  useLayoutEffect(() => {
    // The panel grows when its formulas are drawn, or its table is opened.
    if (!panel.current) return;
    const observer = new ResizeObserver(update);
    observer.observe(panel.current);
    return () => {
      observer.disconnect();
    };
  }, [trace, at, row, geometry]);
  return place.value;
}

/** Tries the part of the stage that is in view first. Leaves the panel with the last width that it has tried. */
function findPlace(
  element: HTMLElement,
  network: HTMLElement,
  { subject, obstacles, others }: StageBoxes,
  origin: Point,
  geometry: NetworkGeometry,
): Place | undefined {
  const width = network.clientWidth;
  if (width < MIN_STAGE_WIDTH) return undefined;
  const bottom = origin.y + geometry.height + OVERHANG.y;
  const inView = Math.min(bottom, window.innerHeight - network.getBoundingClientRect().top - OVERHANG.x);
  const moved = (box: Box): Box => ({
    left: box.left + origin.x,
    right: box.right + origin.x,
    top: box.top + origin.y,
    bottom: box.bottom + origin.y,
  });
  element.classList.add(BESIDE);
  for (const end of [inView, bottom]) {
    for (const panelWidth of WIDTHS) {
      element.style.width = `${String(panelWidth)}px`;
      const found = panelPosition(
        { left: -OVERHANG.x, right: width + OVERHANG.x, top: 0, bottom: end },
        { width: panelWidth, height: element.offsetHeight },
        moved(subject),
        obstacles.map(moved),
        others.map(moved),
      );
      if (found) return { ...found, width: panelWidth };
    }
  }
  return undefined;
}

interface StageBoxes {
  /** The unit at work, or for the loss its box. */
  readonly subject: Box;
  /** Units and links in use. */
  readonly obstacles: readonly Box[];
  readonly others: readonly Box[];
}

function boxesOf(
  walkthrough: Walkthrough,
  geometry: NetworkGeometry,
  inputs: readonly Point[],
): StageBoxes | undefined {
  const [step, trace] = [walkthrough.step.peek(), walkthrough.trace.peek()];
  if (!step || !trace) return undefined;
  const unit = walkthrough.unitAtWork.peek();
  const last = geometry.layers.length - 1;
  const boxOf = (layer: number, index: number): readonly Box[] => {
    const point = layer < 0 ? inputs[index] : geometry.layers[layer]?.[index];
    return point ? [squareAround(point, layer < 0 ? geometry.featureSize : geometry.size)] : [];
  };
  const columnOf = (layer: number) =>
    (geometry.layers[layer] ?? []).flatMap((_, index) => boxOf(layer, index));
  const loss = lossBox(geometry);
  const subject = unit ? boxOf(unit.layer, unit.unit)[0] : loss;
  if (!subject) return undefined;
  const key = (layer: number, from: number, to: number) => [layer, from, to].join(" ");
  const current = new Set(
    litLinks(trace, step, walkthrough.row.peek(), unit ?? { layer: -1, unit: -1 }).flatMap((link) =>
      link.current ? [key(link.layer, link.from, link.to)] : [],
    ),
  );
  const links = linksOf(geometry, inputs).filter(({ address: { layer, from, to } }) =>
    current.has(key(layer, from, to)),
  );
  const usesLoss = step.phase === "loss" || (step.phase === "backward" && step.layer === last);
  return {
    subject,
    obstacles: [
      subject,
      ...links.flatMap(({ address: { layer, from, to }, ends }) => [
        ...linkPoints(ends, CURVE_POINTS).map((point) => squareAround(point, 2)),
        ...boxOf(layer - 1, from),
        ...boxOf(layer, to),
      ]),
      ...(usesLoss ? [loss, ...columnOf(last)] : []),
    ],
    others: [loss, ...geometry.layers.flatMap((_, layer) => columnOf(layer))],
  };
}

function squareAround({ x, y }: Point, edge: number): Box {
  return { left: x - edge / 2, right: x + edge / 2, top: y - edge / 2, bottom: y + edge / 2 };
}
