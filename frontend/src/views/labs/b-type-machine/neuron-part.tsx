import { useSignal } from "@preact/signals";
import { B_TYPE_MACHINE } from "../../../i18n/labs/b-type-machine";
import {
  GATES,
  ROWS,
  thresholdOutput,
  type Gate,
  type Synapse,
} from "../../../model/labs/b-type-machine/threshold-neuron";
import { NumberTable } from "../../course/components/number-table";
import { useTexts } from "../../course/course-context";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { svgButton } from "../../controls/svg-button";

const NEXT: Readonly<Record<Synapse, Synapse>> = {
  excitatory: "inhibitory",
  inhibitory: "none",
  none: "excitatory",
};

/** A neuron of McCulloch and Pitts with two inputs, and a gate to build from it. */
export function NeuronPart() {
  const text = useTexts(B_TYPE_MACHINE);
  const gate = useSignal<Gate>("and");
  const synapses = useSignal<readonly [Synapse, Synapse]>(["excitatory", "excitatory"]);
  const threshold = useSignal(1);
  const neuron = { synapses: synapses.value, threshold: threshold.value };
  const outputs = ROWS.map((row) => thresholdOutput(neuron, row));
  const wanted = GATES[gate.value];
  const right = outputs.filter((output, at) => output === wanted[at]).length;
  return (
    <div class="stage-column">
      <Choice
        name="gate"
        label={text.gate}
        value={gate.value}
        choices={Object.keys(GATES) as Gate[]}
        nameOf={(name) => text.gates[name]}
        onChoose={(name) => (gate.value = name)}
      />
      <div class="stage-grid">
        <div class="stage-column">
          <svg class="neuron-picture" role="group" aria-label={text.neuronPicture} viewBox="0 0 320 200">
            {([0, 1] as const).map((at) => {
              const y = 50 + 100 * at;
              const synapse = synapses.value[at];
              return (
                <g
                  key={at}
                  class={`synapse synapse-${synapse}`}
                  data-synapse={at}
                  {...svgButton(text.synapse(at + 1, text.synapses[synapse]), () => {
                    const next = NEXT[synapse];
                    synapses.value = at === 0 ? [next, synapses.value[1]] : [synapses.value[0], next];
                  })}
                >
                  <path class="synapse-area" d={`M40 ${String(y)}L178 100`} />
                  <path class="synapse-line" d={`M52 ${String(y)}L168 ${String(100 + (y - 100) * 0.09)}`} />
                  {synapse === "excitatory" && (
                    <path
                      class="synapse-end"
                      transform={`translate(176,${String(100 + (y - 100) * 0.05)}) rotate(${String(at === 0 ? 21 : -21)})`}
                      d="M0 0L-18 -9V9Z"
                    />
                  )}
                  {synapse === "inhibitory" && (
                    <circle class="synapse-end" cx={168} cy={100 + (y - 100) * 0.09} r={8} />
                  )}
                </g>
              );
            })}
            {(["x₁", "x₂"] as const).map((name, at) => (
              <g key={name} transform={`translate(32,${String(50 + 100 * at)})`}>
                <circle class="gate" r={20} />
                <text dy="0.35em" text-anchor="middle">
                  {name}
                </text>
              </g>
            ))}
            <path class="synapse-line" d="M240 100H290" />
            <circle class="gate" cx={210} cy={100} r={34} />
            <text x={210} y={100} dy="0.35em" text-anchor="middle">
              θ = {threshold.value}
            </text>
            <text x={300} y={100} dy="0.35em" text-anchor="middle">
              y
            </text>
          </svg>
          <Slider
            name="threshold"
            label={text.threshold}
            value={threshold.value}
            range={[0, 3, 1]}
            onSlide={(value) => (threshold.value = value)}
          />
          <p class="stage-note">{text.synapseHint}</p>
        </div>
        <div class="stage-column">
          <NumberTable caption={text.table} columns={["x₁", "x₂", "y", text.wanted(text.gates[gate.value])]}>
            {ROWS.map(([x1, x2], at) => (
              <tr key={at}>
                <td>{x1}</td>
                <td>{x2}</td>
                <td class={outputs[at] === wanted[at] ? undefined : "verdict verdict-wrong"}>
                  {outputs[at]}
                </td>
                <td>{wanted[at]}</td>
              </tr>
            ))}
          </NumberTable>
          <p class="stage-note" role="status" data-right={right}>
            {text.right(right)}
          </p>
        </div>
      </div>
    </div>
  );
}
