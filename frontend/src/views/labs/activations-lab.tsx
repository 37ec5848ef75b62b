import { useSignal } from "@preact/signals";
import { ACTIVATIONS } from "../../i18n/labs/activations";
import { activationCurve, isSaturated } from "../../model/network/activation-curve";
import { numberText } from "../../render/format";
import { lineChart, type Dot } from "../../render/line-chart";
import { useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { Slider } from "../controls/slider";
import { LineChart } from "../charts/line-chart";

const ORDER = [
  "sigmoid",
  "tanh",
  "relu",
  "leakyRelu",
  "prelu",
  "elu",
  "gelu",
  "softplus",
  "swish",
  "linear",
  "sine",
  "square",
] as const;
const Z_RANGE = [-6, 6] as const;
/** Range of the y axis. */
const Y_RANGE = [-1.5, 3] as const;
const CHAIN_LENGTH = 10;
const Z_VALUES = Array.from({ length: 241 }, (_, at) => -6 + at / 20);

/** Every activation function with its derivative: where the derivative is near 0, learning stops. */
export default function ActivationsLab() {
  const text = useTexts(ACTIVATIONS);
  const chosen = useSignal<(typeof ORDER)[number]>("sigmoid");
  const z = useSignal(1);
  useLabActions("activations", {
    sigmoid: () => (chosen.value = "sigmoid"),
    tanh: () => (chosen.value = "tanh"),
    relu: () => (chosen.value = "relu"),
    "leaky-relu": () => (chosen.value = "leakyRelu"),
    gelu: () => (chosen.value = "gelu"),
    saturated: () => {
      chosen.value = "sigmoid";
      z.value = 5;
    },
  });
  const curve = activationCurve(chosen.value);
  if (!curve) return null;
  const name = text.names[chosen.value] ?? chosen.value;
  const slope = curve.derivative(z.value);
  const dots = (of: (at: number) => number): readonly Dot[] => Z_VALUES.map((at) => [at, of(at)]);
  const saturated = isSaturated(curve, z.value);
  return (
    <div class="stage-column">
      <LineChart
        name={text.chart(name)}
        series={[
          { name: text.value, dots: dots(curve.value) },
          { name: text.derivative, dots: dots(curve.derivative) },
        ]}
        xLabel="z"
        yLabel=""
        x={Z_RANGE}
        y={Y_RANGE}
        height={260}
      >
        {({ x, y }) => (
          <g class="chart-probe">
            <line x1={x(z.value)} x2={x(z.value)} y1={0} y2={260} />
            <circle class="probe-value" cx={x(z.value)} cy={y(clampToChart(curve.value(z.value)))} r={5} />
            <circle class="probe-slope" cx={x(z.value)} cy={y(clampToChart(slope))} r={5} />
          </g>
        )}
      </LineChart>
      <Slider
        name="z"
        label={text.at}
        value={z.value}
        range={[-6, 6, 0.1]}
        onSlide={(value) => (z.value = value)}
      />
      <dl class="probe tabular-numbers">
        <div>
          <dt>{text.value}</dt>
          <dd data-value>{numberText(curve.value(z.value))}</dd>
        </div>
        <div>
          <dt>{text.derivative}</dt>
          <dd data-slope>{numberText(slope)}</dd>
        </div>
        <div>
          <dt>{text.chain(CHAIN_LENGTH)}</dt>
          <dd data-chain>{numberText(slope ** CHAIN_LENGTH, 3)}</dd>
        </div>
      </dl>
      <p class="stage-note" role="status" data-saturated={saturated}>
        {saturated ? text.saturated(numberText(slope, 3)) : text.steep(numberText(slope, 3))}
      </p>
      <fieldset class="choice curve-grid" data-control="activation">
        <legend>{text.all}</legend>
        {ORDER.map((each) => (
          <label key={each} class="curve-card" data-choice={each}>
            <input
              type="radio"
              name="activation"
              checked={each === chosen.value}
              onChange={() => (chosen.value = each)}
            />
            <Thumbnail of={each} />
            <span>{text.names[each]}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

function clampToChart(value: number): number {
  return Math.min(Math.max(value, Y_RANGE[0]), Y_RANGE[1]);
}

const THUMBNAIL = { width: 96, height: 56 };

function Thumbnail({ of }: { readonly of: string }) {
  const curve = activationCurve(of);
  if (!curve) return null;
  const dots = (value: (z: number) => number): readonly Dot[] =>
    Z_VALUES.filter((_, at) => at % 4 === 0).map((at) => [at, value(at)]);
  const { paths, x, y } = lineChart([dots(curve.value), dots(curve.derivative)], THUMBNAIL, {
    x: Z_RANGE,
    y: Y_RANGE,
  });
  return (
    <svg
      width={THUMBNAIL.width}
      height={THUMBNAIL.height}
      viewBox={`0 0 ${String(THUMBNAIL.width)} ${String(THUMBNAIL.height)}`}
      aria-hidden="true"
    >
      <path class="thumbnail-axis" d={`M0 ${String(y(0))}H96M${String(x(0))} 0V56`} />
      <path class="series series-0" d={paths[0]} />
      <path class="series series-1" d={paths[1]} />
    </svg>
  );
}
