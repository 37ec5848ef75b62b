import { useComputed, useSignal } from "@preact/signals";
import { DESCENT } from "../../i18n/labs/descent";
import {
  OPTIMIZERS,
  SURFACES,
  descentPath,
  type Point,
  type Surface,
  type SurfaceName,
} from "../../model/labs/descent";
import type { Domain } from "../../model/data/plane";
import { numberText } from "../../render/format";
import type { ScalarField } from "../../render/scalar-field";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { useTexts } from "../course/course-context";
import { Action } from "../controls/action";
import { Choice } from "../controls/choice";
import { Slider } from "../controls/slider";
import { LineChart } from "../charts/line-chart";
import { NumberTable } from "../course/components/number-table";
import { Plane, type PlaneScale } from "../course/components/plane";

const DOMAIN: Domain = [
  [-4, 4],
  [-4, 4],
];
const RESOLUTION = 161;
/** Positions of the slider: learning rates at nearly equal ratios. */
const RATES = [0.001, 0.003, 0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.5, 0.8, 0.95, 1.05, 1.5] as const;
const MAX_STEPS = 100;
const LECTURE_START: Point = [1, 2];

/** Heights of a surface, from -1 to 1. Scaled by the square root, so that the bottom of a valley is visible. */
function surfaceField(name: SurfaceName): ScalarField {
  const { value } = SURFACES[name];
  const values = Float32Array.from({ length: RESOLUTION * RESOLUTION }, (_, at) =>
    value(
      -4 + (8 * (at % RESOLUTION)) / (RESOLUTION - 1),
      4 - (8 * Math.floor(at / RESOLUTION)) / (RESOLUTION - 1),
    ),
  );
  const lowest = values.reduce((minimum, each) => Math.min(minimum, each), Infinity);
  const highest = values.reduce((maximum, each) => Math.max(maximum, each), -Infinity);
  const shades = values.map((each) => 2 * Math.sqrt((each - lowest) / (highest - lowest)) - 1);
  return { resolution: RESOLUTION, values: shades };
}

/** Three optimizers from the same starting point. */
export default function DescentLab() {
  const text = useTexts(DESCENT);
  const surface = useSignal<SurfaceName>("bowl");
  const start = useSignal(LECTURE_START);
  const rate = useSignal(5);
  const steps = useSignal(20);
  const field = useComputed(() => surfaceField(surface.value)).value;
  const learningRate = RATES[rate.value] ?? 0.1;
  const chosen: Surface = SURFACES[surface.value];
  const descents = OPTIMIZERS.map((name) => ({
    name,
    path: descentPath(chosen, name, start.value, learningRate, steps.value),
  }));
  const show = (name: SurfaceName, from: Point, eta: (typeof RATES)[number]) => {
    surface.value = name;
    start.value = from;
    rate.value = RATES.indexOf(eta);
    steps.value = 20;
  };
  useLabActions("descent", {
    lecture: () => show("bowl", LECTURE_START, 0.1),
    "too-fast": () => show("bowl", LECTURE_START, 1.05),
    ravine: () => show("ravine", [-3.5, 1.5], 0.1),
    zigzag: () => show("ravine", [-3.5, 1.5], 0.95),
    saddle: () => show("saddle", [3, 0.05], 0.1),
    "two-hollows": () => show("hollows", [3, 2], 0.1),
  });
  const coordinates = (at: Point) => `(${numberText(at[0], 3)}, ${numberText(at[1], 3)})`;
  return (
    <div class="stage-column">
      <Choice
        name="surface"
        label={text.surface}
        value={surface.value}
        choices={Object.keys(SURFACES) as SurfaceName[]}
        nameOf={(name) => text.surfaces[name]}
        onChoose={(name) => (surface.value = name)}
      />
      <div class="stage-grid">
        <Plane
          name={text.plane(text.surfaces[surface.value])}
          domain={DOMAIN}
          field={field}
          surface
          xLabel="x"
          yLabel="y"
          onPlace={(x, y) => (start.value = [Math.round(x * 20) / 20, Math.round(y * 20) / 20])}
        >
          {(scale) => (
            <>
              {descents.map(({ name, path }, at) => (
                <DescentPath key={name} path={path} tone={at} scale={scale} />
              ))}
              <circle
                class="plane-path-start"
                cx={scale.x(start.value[0])}
                cy={scale.y(start.value[1])}
                r={6}
              />
            </>
          )}
        </Plane>
        <div class="stage-column">
          <Slider
            name="rate"
            label={text.rate}
            value={rate.value}
            shown={String(learningRate)}
            range={[0, RATES.length - 1, 1]}
            onSlide={(value) => (rate.value = value)}
          />
          <Slider
            name="steps"
            label={text.steps}
            value={steps.value}
            range={[0, MAX_STEPS, 1]}
            onSlide={(value) => (steps.value = value)}
          />
          <Slider
            name="x"
            label={text.startX}
            value={start.value[0]}
            range={[-4, 4, 0.05]}
            onSlide={(value) => (start.value = [value, start.value[1]])}
          />
          <Slider
            name="y"
            label={text.startY}
            value={start.value[1]}
            range={[-4, 4, 0.05]}
            onSlide={(value) => (start.value = [start.value[0], value])}
          />
          <div class="stage-row">
            <Action name="lecture" onPress={() => (start.value = LECTURE_START)}>
              {text.lecture}
            </Action>
          </div>
          <p class="stage-large tabular-numbers" data-gradient>
            {text.gradientAt(coordinates(start.value), coordinates(chosen.gradient(...start.value)))}
          </p>
        </div>
      </div>
      <NumberTable caption={text.table} columns={["", text.where, text.arrived]}>
        {descents.map(({ name, path }) => {
          const last = path.at(-1) ?? start.value;
          const diverged = path.length <= steps.value || Math.hypot(...last) > 100;
          return (
            <tr key={name} data-optimizer={name} data-diverged={diverged}>
              <th scope="row">{text.optimizers[name]}</th>
              <td>{diverged ? text.lost : coordinates(last)}</td>
              <td>{diverged ? "–" : numberText(chosen.value(...last), 3)}</td>
            </tr>
          );
        })}
      </NumberTable>
      <LineChart
        name={text.chart}
        series={descents.map(({ name, path }) => ({
          name: text.optimizers[name],
          dots: path.map((at, step) => [step, chosen.value(...at)] as const),
        }))}
        xLabel={text.step}
        yLabel={text.height}
        x={[0, Math.max(steps.value, 1)]}
        y={[
          Math.min(...chosen.minima.map((at) => chosen.value(...at))),
          chosen.value(...start.value) * 1.5 + 1,
        ]}
        height={140}
      />
    </div>
  );
}

function DescentPath({
  path,
  tone,
  scale,
}: {
  readonly path: readonly Point[];
  readonly tone: number;
  readonly scale: PlaneScale;
}) {
  const line = path
    .map(([x, y], at) => `${at === 0 ? "M" : "L"}${scale.x(x).toFixed(1)} ${scale.y(y).toFixed(1)}`)
    .join("");
  const [x, y] = path.at(-1) ?? [0, 0];
  return (
    <g class={`plane-path series-${String(tone)}`}>
      <path class="plane-path-edge" d={line} />
      <path class={`series series-${String(tone)}`} d={line} />
      <circle class="plane-path-end" cx={scale.x(x)} cy={scale.y(y)} r={5} />
    </g>
  );
}
