import { NETWORK_FIGURES } from "../../../i18n/figures/networks";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, Dot, Line, Unit, Words, type Place } from "../parts/shapes";

const SUM: Place = [136, 92];
const INPUTS: readonly { readonly from: Place; readonly weight: Place }[] = [
  { from: [22, 32], weight: [86, 48] },
  { from: [22, 92], weight: [70, 81] },
  { from: [22, 152], weight: [86, 138] },
];

/** A nerve cell, and the neuron that imitates it: the parts that correspond have the same colour. */
export function NeuronAndCell() {
  const text = useTexts(NETWORK_FIGURES).neuronAndCell;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 200]} title={text.cell}>
        <g class="figure-orange">
          <path
            class="figure-line figure-strong"
            d="M14 42C40 48 66 62 88 82M36 22C42 36 46 44 52 54M10 98C36 94 60 96 82 98M34 74C44 82 50 88 58 96M16 156C44 150 68 134 88 116M44 176C48 164 52 154 58 144"
          />
        </g>
        <g class="figure-blue">
          <path
            class="figure-line figure-strong"
            d="M128 98C156 98 176 102 200 98M200 98C214 90 222 76 228 64M200 98C214 98 224 98 236 98M200 98C214 106 222 122 228 134"
          />
        </g>
        <g class="figure-ink">
          <path
            class="figure-box"
            d="M82 98C82 80 94 72 106 74C122 74 130 84 130 98C130 114 120 124 104 124C92 124 82 114 82 98z"
          />
        </g>
        <Dot at={[105, 99]} tone="ink" r={6} />
        {[
          [230, 60],
          [240, 98],
          [230, 138],
        ].map(([x = 0, y = 0]) => (
          <Dot key={y} at={[x, y]} tone="blue" />
        ))}
        <g class="figure-orange">
          <path class="figure-line figure-strong" d="M244 44C236 52 238 66 246 72M246 58H272" />
        </g>
        <Words at={[64, 192]} tone="orange">
          {text.dendrites}
        </Words>
        <Words at={[106, 140]}>{text.body}</Words>
        <Words at={[166, 84]} tone="blue">
          {text.axon}
        </Words>
        <Words at={[276, 160]} anchor="end" tone="blue">
          {text.terminals}
        </Words>
        <Words at={[276, 28]} anchor="end">
          {text.synapse}
        </Words>
      </Panel>
      <Panel size={[280, 200]} title={text.neuron}>
        {INPUTS.map(({ from, weight }, at) => (
          <g key={at}>
            <Arrow from={from} to={SUM} tone="orange" strong trim={[14, 28]} />
            <Words at={from} tone="orange">
              x{"₁₂₃"[at]}
            </Words>
            <Words at={weight}>w{"₁₂₃"[at]}</Words>
          </g>
        ))}
        <Arrow from={[136, 172]} to={SUM} trim={[8, 28]} />
        <Words at={[136, 182]}>b</Words>
        <Arrow from={SUM} to={[238, 92]} tone="blue" strong trim={[28, 0]} />
        <Words at={[252, 92]} tone="blue">
          y
        </Words>
        <Unit at={SUM} r={27} />
        <Line
          through={[
            [136, 65],
            [136, 119],
          ]}
          tone="ink" /* prettier-ignore */
        />
        <Words at={[123, 92]}>Σ</Words>
        <Words at={[149, 92]}>σ</Words>
      </Panel>
    </Figure>
  );
}
