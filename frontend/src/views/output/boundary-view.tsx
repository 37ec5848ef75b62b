import { scaleLinear } from "d3-scale";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { paletteOf } from "../../render/colours";
import { drawPixels } from "../../render/heatmap";
import { BoundaryDescription } from "./boundary-description";
import { useBoundaryPicture } from "./boundary-picture";
import { ChosenSample } from "./chosen-sample";
import { ColumnChoice } from "./column-choice";
import { samplesDrawing } from "./samples-drawing";
import { DrawingPlane } from "../data/drawing-plane";
import { PlanePicker } from "./plane-picker";
import { featureLabel } from "../network/feature-label";
import { usePage } from "../page-context";
import { unitName } from "../network/unit-name";
import { useDrawing } from "../use-drawing";

/** Device pixels per axis of the square plot; CSS scales it to the panel. */
const EDGE = 600;

/**
 * The network's output over the plane with the samples, or the response of the inspected unit.
 *
 * @param props.arrows what is drawn over the samples instead of the output's colours
 */
export function BoundaryView({ arrows }: { readonly arrows?: ComponentChildren }) {
  const { store, messages, theme } = usePage();
  const heatmap = useRef<HTMLCanvasElement>(null);
  const points = useRef<HTMLCanvasElement>(null);
  const picture = useBoundaryPicture();
  useDrawing(() => {
    const paint = picture();
    return () => {
      if (heatmap.current && paint) drawPixels(heatmap.current, paint());
    };
  }, []);
  useDrawing(() => {
    const draw = samplesDrawing(store, paletteOf(theme.value), EDGE);
    return () => {
      if (points.current) draw(points.current);
    };
  }, []);
  return (
    <>
      <div class="plane">
        <div class="plane-picture">
          {!arrows && <BoundaryDescription />}
          <canvas
            ref={heatmap}
            class="heatmap"
            width={1}
            height={1}
            hidden={arrows !== undefined}
            aria-hidden="true"
          />
          <canvas ref={points} width={EDGE} height={EDGE} aria-hidden="true" />
          {arrows ?? <Inspected />}
          {store.lacksSamples.value && <p class="plane-empty">{messages.value.noPoints}</p>}
          <ChosenSample />
          {store.tool.value ? <DrawingPlane tool={store.tool.value} /> : <PlanePicker />}
        </div>
        <Axis of="x" />
        <Axis of="y" />
      </div>
      <ColumnChoice />
    </>
  );
}

/** The name of the unit or output in the plot. */
function Inspected() {
  const { store, messages } = usePage();
  const unit = store.inspected.value;
  const text = messages.value;
  const { task, network } = store.spec.value;
  if (!unit) {
    const severalNumbers = task === "regression" && (network.layers.at(-1)?.units ?? 1) > 1;
    return severalNumbers ? <span class="plane-caption">{text.outputOf(1)}</span> : null;
  }
  const name =
    unit.feature === undefined
      ? unitName(text, store.spec.value, unit.layer, unit.unit)
      : featureLabel(unit.feature);
  return <span class="plane-caption">{name}</span>;
}

/** Tick labels along the lower and right edge; 0 is emphasised. */
function Axis({ of }: { readonly of: "x" | "y" }) {
  const { store } = usePage();
  const domain = store.plane.value.domain;
  const [from, to] = of === "x" ? domain[0] : domain[1];
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

/** A label at the end of an axis is aligned to stay inside the plot's edges. */
function endOf(percent: number): string | undefined {
  if (percent < 2) return "axis-start";
  return percent > 98 ? "axis-end" : undefined;
}
