import { useSignal } from "@preact/signals";
import { PERCEPTRON } from "../../i18n/labs/perceptron";
import type { ScalarField } from "../../render/scalar-field";
import { useTexts } from "../course/course-context";
import { Slider } from "../controls/slider";
import { Plane } from "../course/components/plane";
import { SeparatingLine } from "./separating-line";

const INPUTS = [
  { x: [0, 0], y: 0 },
  { x: [0, 1], y: 1 },
  { x: [1, 0], y: 1 },
  { x: [1, 1], y: 0 },
] as const;
const SPAN = [-1, 2] as const;
const RESOLUTION = 121;

/** XOR by two lines: one neuron tests x1 + x2 > a, another x1 + x2 < c, and the third combines them. */
export function TwoLines() {
  const text = useTexts(PERCEPTRON);
  const low = useSignal(-0.5);
  const high = useSignal(2.5);
  const isBetween = (x1: number, x2: number) => x1 + x2 > low.value && x1 + x2 < high.value;
  const right = INPUTS.filter(({ x, y }) => isBetween(x[0], x[1]) === (y === 1)).length;
  const values = Float32Array.from({ length: RESOLUTION * RESOLUTION }, (_, at) => {
    const x1 = -1 + (3 * (at % RESOLUTION)) / (RESOLUTION - 1);
    const x2 = 2 - (3 * Math.floor(at / RESOLUTION)) / (RESOLUTION - 1);
    return isBetween(x1, x2) ? 1 : -1;
  });
  const field: ScalarField = { resolution: RESOLUTION, values };
  return (
    <div class="stage-grid">
      <Plane name={text.twoPlane(right)} domain={[SPAN, SPAN]} field={field} xLabel="x₁" yLabel="x₂">
        {(scale) => (
          <>
            <SeparatingLine line={{ w: [1, 1], b: -low.value }} scale={scale} span={SPAN} />
            <SeparatingLine line={{ w: [-1, -1], b: high.value }} scale={scale} span={SPAN} />
            {INPUTS.map(({ x, y }) => (
              <circle
                key={x.join()}
                class={`dot ${y === 1 ? "dot-positive" : "dot-negative"}`}
                cx={scale.x(x[0])}
                cy={scale.y(x[1])}
                r={9}
              />
            ))}
          </>
        )}
      </Plane>
      <div class="stage-column">
        <p class="stage-note">{text.twoHint}</p>
        <Slider
          name="low"
          label={text.lineOf(1)}
          value={low.value}
          range={[-1, 3, 0.1]}
          onSlide={(value) => (low.value = value)}
        />
        <Slider
          name="high"
          label={text.lineOf(2)}
          value={high.value}
          range={[-1, 3, 0.1]}
          onSlide={(value) => (high.value = value)}
        />
        <p class="stage-large" role="status" data-right={right}>
          {text.twoRight(right)}
        </p>
      </div>
    </div>
  );
}
