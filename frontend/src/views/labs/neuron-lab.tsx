import { useComputed, useSignal } from "@preact/signals";
import { NEURON } from "../../i18n/labs/neuron";
import { activationOf } from "../../model/network/activation";
import type { Domain } from "../../model/data/plane";
import { lineEnds } from "../../model/labs/perceptron";
import { numberText } from "../../render/format";
import type { ScalarField } from "../../render/scalar-field";
import { useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { Action } from "../controls/action";
import { Choice } from "../controls/choice";
import { Slider } from "../controls/slider";
import { NumberTable } from "../course/components/number-table";
import { Plane } from "../course/components/plane";

const INPUTS = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;
/** Output of each gate, in the order of the inputs. */
const GATES = { OR: [0, 1, 1, 1], AND: [0, 0, 0, 1], NAND: [1, 1, 1, 0], XOR: [0, 1, 1, 0] } as const;
const CURVES = { sigmoid: "Sigmoid", tanh: "Tanh", relu: "ReLU", step: "" } as const;

const DOMAIN: Domain = [
  [-0.5, 1.5],
  [-0.5, 1.5],
];
const RESOLUTION = 61;
const RANGE = [-30, 30, 0.5] as const;

type Gate = keyof typeof GATES;
type Curve = keyof typeof CURVES;

/** Outputs from here on count as 1. The range of tanh is -1 to 1. */
function threshold(curve: Curve): number {
  return curve === "tanh" ? 0 : 0.5;
}

/** How the table writes the lower class. */
function lowerClassText(curve: Curve): string {
  return curve === "tanh" ? "−1" : "0";
}

function outputOf(curve: Curve, z: number): number {
  return curve === "step" ? Number(z > 0) : (activationOf(curve)?.(z, 0) ?? 0);
}

/** One neuron and the four inputs of a logic gate. */
export default function NeuronLab() {
  const text = useTexts(NEURON);
  const gate = useSignal<Gate>("OR");
  const curve = useSignal<Curve>("sigmoid");
  const w1 = useSignal(2);
  const w2 = useSignal(-3);
  const b = useSignal(0);
  const sumOf = (x1: number, x2: number) => w1.value * x1 + w2.value * x2 + b.value;
  const field = useComputed((): ScalarField => {
    const values = new Float32Array(RESOLUTION * RESOLUTION);
    for (let at = 0; at < values.length; at++) {
      const x1 = -0.5 + (2 * (at % RESOLUTION)) / (RESOLUTION - 1);
      const x2 = 1.5 - (2 * Math.floor(at / RESOLUTION)) / (RESOLUTION - 1);
      const y = outputOf(curve.value, sumOf(x1, x2));
      values[at] = curve.value === "tanh" ? y : 2 * y - 1;
    }
    return { resolution: RESOLUTION, values };
  });
  const rows = INPUTS.map(([x1, x2], at) => {
    const z = sumOf(x1, x2);
    const y = outputOf(curve.value, z);
    const positive = GATES[gate.value][at] === 1;
    return { x1, x2, z, y, positive, right: y >= threshold(curve.value) === positive && z !== 0 };
  });
  const right = rows.filter((row) => row.right).length;
  const boundary = lineEnds({ w: [w1.value, w2.value], b: b.value }, -0.5, 1.5);
  const setParameters = (weights: readonly [number, number, number]) => {
    [w1.value, w2.value, b.value] = weights;
  };
  const show = (name: Gate, weights: readonly [number, number, number]) => {
    gate.value = name;
    curve.value = "sigmoid";
    setParameters(weights);
  };
  const showOr = () => show("OR", [20, 20, -10]);
  useLabActions("neuron", {
    or: showOr,
    and: () => show("AND", [20, 20, -30]),
    xor: () => show("XOR", [20, 20, -10]),
    step: () => (curve.value = "step"),
  });
  return (
    <div class="stage-grid">
      <Plane name={text.plane(right)} domain={DOMAIN} field={field.value} xLabel="x₁" yLabel="x₂">
        {({ x, y }) => (
          <>
            {boundary && (
              <line
                class="plane-line"
                x1={x(boundary[0][0])}
                y1={y(boundary[0][1])}
                x2={x(boundary[1][0])}
                y2={y(boundary[1][1])}
              />
            )}
            {rows.map((row) => (
              <circle
                key={`${String(row.x1)}${String(row.x2)}`}
                class={`dot ${row.positive ? "dot-positive" : "dot-negative"}`}
                cx={x(row.x1)}
                cy={y(row.x2)}
                r={9}
              />
            ))}
          </>
        )}
      </Plane>
      <div class="stage-column">
        <Choice
          name="gate"
          label={text.gate}
          value={gate.value}
          choices={Object.keys(GATES) as Gate[]}
          nameOf={(name) => name}
          onChoose={(name) => (gate.value = name)}
        />
        <Slider
          name="w1"
          label={text.weight(1)}
          value={w1.value}
          range={RANGE}
          onSlide={(value) => (w1.value = value)}
        />
        <Slider
          name="w2"
          label={text.weight(2)}
          value={w2.value}
          range={RANGE}
          onSlide={(value) => (w2.value = value)}
        />
        <Slider
          name="b"
          label={text.bias}
          value={b.value}
          range={RANGE}
          onSlide={(value) => (b.value = value)}
        />
        <Choice
          name="activation"
          label={text.activation}
          value={curve.value}
          choices={Object.keys(CURVES) as Curve[]}
          nameOf={(name) => CURVES[name] || text.step}
          onChoose={(name) => (curve.value = name)}
        />
        <div class="stage-row">
          <Action name="lecture" onPress={showOr}>
            {text.lecture}
          </Action>
          <Action
            name="zero"
            onPress={() => {
              setParameters([0, 0, 0]);
            }}
          >
            {text.reset}
          </Action>
        </div>
        <NumberTable
          caption={text.table}
          columns={[
            "x₁",
            "x₂",
            text.sum,
            text.output,
            text.wanted,
            <span class="visually-hidden">{`${text.right} / ${text.wrong}`}</span>,
          ]}
        >
          {rows.map((row) => (
            <tr key={`${String(row.x1)}${String(row.x2)}`}>
              <td>{row.x1}</td>
              <td>{row.x2}</td>
              <td>{numberText(row.z)}</td>
              <td data-output>{row.y.toFixed(4).replace("-", "−")}</td>
              <td data-wanted>{row.positive ? 1 : lowerClassText(curve.value)}</td>
              <td class={row.right ? "verdict" : "verdict verdict-wrong"}>
                {row.right ? text.right : text.wrong}
              </td>
            </tr>
          ))}
        </NumberTable>
        <p class="stage-note" role="status" data-right={right}>
          {right === 4 ? text.allRight : text.someRight(right)}
        </p>
      </div>
    </div>
  );
}
