import { scaleLinear } from "d3-scale";
import { useRef } from "preact/hooks";
import { featureResponse, unitResponses } from "../model/forward-pass";
import { heatmapShades, paletteOf } from "../render/colours";
import { lossText } from "../render/format";
import {
  discretized,
  drawField,
  fieldOfBoundary,
  outputRange,
  upsampled,
  type Field,
} from "../render/heatmap";
import { drawSamples } from "../render/samples-plot";
import type { Store } from "../state/store";
import { featureLabel } from "./feature-label";
import { DrawingPlane } from "./drawing-plane";
import { usePage } from "./page-context";
import { useDrawing } from "./use-drawing";

/** Device pixels of the square picture; CSS scales it to the panel. */
const EDGE = 600;
/** Of a unit's response, when it is shown large. */
const RESPONSE_RESOLUTION = 50;
/** How much finer the picture is than the grid it is drawn from. */
const FINER = 4;

/** The network's output over the plane, with the samples; or the answers of the one unit that is looked at. */
export function BoundaryView() {
  const { store, theme } = usePage();
  const heatmap = useRef<HTMLCanvasElement>(null);
  const scratch = useRef<HTMLCanvasElement>(undefined);
  const points = useRef<HTMLCanvasElement>(null);
  useDrawing(() => {
    const field = shownField(store);
    const shades = heatmapShades(paletteOf(theme.value));
    const { discretize } = store.view.value;
    return () => {
      const canvas = heatmap.current;
      if (!canvas) return;
      scratch.current ??= document.createElement("canvas");
      if (!field) return;
      const fine = upsampled(field, FINER);
      drawField(canvas, scratch.current, discretize ? discretized(fine) : fine, shades);
    };
  }, []);
  useDrawing(() => {
    const samples = store.shownSamples.value;
    const { showTestData } = store.view.value;
    const { task } = store.spec.value;
    const boundary = store.boundary.value;
    const plot = {
      domain: store.domain.value,
      task,
      palette: paletteOf(theme.value),
      radius: EDGE / 92,
      half: boundary ? outputRange(boundary, task).half : 1,
    };
    return () => {
      if (points.current && samples) drawSamples(points.current, samples, showTestData, plot);
    };
  }, []);
  return (
    <div class="plane">
      <div class="plane-picture">
        <BoundaryName />
        <canvas ref={heatmap} width={EDGE} height={EDGE} aria-hidden="true" />
        <canvas ref={points} width={EDGE} height={EDGE} aria-hidden="true" />
        <Inspected />
        {store.tool.value && <DrawingPlane tool={store.tool.value} />}
      </div>
      <Axis of="x" />
      <Axis of="y" />
    </div>
  );
}

function shownField(store: Store): Field | undefined {
  const [spec, domain, boundary, parameters] = [
    store.spec.value,
    store.domain.value,
    store.boundary.value,
    store.parameters.value,
  ];
  const inspected = store.inspected.value;
  if (inspected?.feature !== undefined) {
    const values = featureResponse(inspected.feature, domain, RESPONSE_RESOLUTION);
    if (values) return { resolution: RESPONSE_RESOLUTION, values };
  } else if (inspected && parameters) {
    const responses = unitResponses(spec, parameters, domain, RESPONSE_RESOLUTION);
    const values = responses?.[inspected.layer]?.[inspected.unit];
    if (values) return { resolution: RESPONSE_RESOLUTION, values };
  }
  return boundary && fieldOfBoundary(boundary, spec.task);
}

/** What the picture is, for those who do not see it. Told anew when training pauses, not thirty times a second. */
function BoundaryName() {
  const { store, messages } = usePage();
  const frame = store.playing.value ? store.frame.peek() : store.frame.value;
  const name = messages.value.boundaryName(lossText(frame?.trainLoss), lossText(frame?.testLoss));
  return <span class="plane-name" role="img" aria-label={name} />;
}

/** Names the unit whose answers stand in the output's place. */
function Inspected() {
  const { store, messages } = usePage();
  const unit = store.inspected.value;
  if (!unit) return null;
  const text = messages.value;
  const last = store.spec.value.network.layers.length - 1;
  if (unit.feature !== undefined) return <span class="plane-caption">{featureLabel(unit.feature)}</span>;
  const name = unit.layer === last ? text.outputName : text.neuronName(unit.layer + 1, unit.unit + 1);
  return <span class="plane-caption">{name}</span>;
}

/** Whole numbers along the plane's lower and right edge; the middle one stands out. */
function Axis({ of }: { readonly of: "x" | "y" }) {
  const [from, to] = usePage().store.domain.value[of === "x" ? 0 : 1];
  const share = scaleLinear([from, to], of === "x" ? [0, 100] : [100, 0]);
  return (
    <div class={`axis axis-${of}`} aria-hidden="true">
      {share.ticks(6).map((value) => (
        <span
          key={value}
          class={[value === 0 && "axis-zero", endOf(share(value))].filter(Boolean).join(" ")}
          style={{ [of === "x" ? "left" : "top"]: `${String(share(value))}%` }}
        >
          {String(value).replace("-", "−")}
        </span>
      ))}
    </div>
  );
}

/** A number at the very end of an axis stands beside its tick rather than across the picture's edge. */
function endOf(percent: number): string | undefined {
  if (percent < 2) return "axis-start";
  return percent > 98 ? "axis-end" : undefined;
}
