import { NETWORK_FIGURES } from "../../../i18n/figures/networks";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, Line, Unit, Words, type Place } from "../parts/shapes";

/** Gates of one neuron: threshold, and whether each input inhibits. */
const GATES = [
  { name: "AND", threshold: 2, inhibits: [false, false] },
  { name: "OR", threshold: 1, inhibits: [false, false] },
  { name: "NOT", threshold: 0, inhibits: [true] },
  { name: "NOR", threshold: 0, inhibits: [true, true] },
] as const;

/** The neuron of McCulloch and Pitts, and four gates of one neuron each. */
export function MpNeuron() {
  const text = useTexts(NETWORK_FIGURES).mpNeuron;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 190]} title={text.neuron}>
        <g transform="translate(0,20)">
          <Arrow from={[92, 26]} to={[150, 75]} tone="blue" strong trim={[0, 25]} />
          <Arrow from={[92, 75]} to={[150, 75]} tone="blue" strong trim={[0, 25]} />
          <Inhibition from={[92, 124]} to={[150, 75]} r={24} />
          <Words at={[86, 26]} anchor="end" tone="blue">
            {text.excitatory}
          </Words>
          <Words at={[86, 75]} anchor="end" tone="blue">
            {text.excitatory}
          </Words>
          <Words at={[86, 124]} anchor="end" tone="orange">
            {text.inhibitory}
          </Words>
          <Unit at={[150, 75]} r={24}>
            ≥ θ
          </Unit>
          <Arrow from={[150, 75]} to={[220, 75]} trim={[24, 0]} tone="ink" />
          <Words at={[230, 75]}>y</Words>
        </g>
      </Panel>
      <Panel size={[280, 190]} title={text.gates}>
        {GATES.map(({ name, threshold, inhibits }, gate) => (
          <g
            key={name}
            transform={`translate(${String(10 + (gate % 2) * 140)},${String(Math.floor(gate / 2) * 98)})`}
          >
            {inhibits.map((inhibiting, at) => {
              const from: Place = [8, inhibits.length === 1 ? 40 : 18 + 44 * at];
              return inhibiting ? (
                <Inhibition key={at} from={from} to={[64, 40]} r={18} />
              ) : (
                <Arrow key={at} from={from} to={[64, 40]} tone="blue" strong trim={[0, 19]} />
              );
            })}
            <Unit at={[64, 40]} r={18}>
              {threshold}
            </Unit>
            <Arrow from={[64, 40]} to={[112, 40]} trim={[18, 0]} tone="ink" />
            <Words at={[64, 74]} tone="soft">
              {name}
            </Words>
          </g>
        ))}
      </Panel>
    </Figure>
  );
}

/** A line that ends in a small circle, as in the drawings of McCulloch and Pitts. */
function Inhibition({ from, to, r }: { readonly from: Place; readonly to: Place; readonly r: number }) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const place = (distance: number): Place => [
    to[0] - ((to[0] - from[0]) * distance) / length,
    to[1] - ((to[1] - from[1]) * distance) / length,
  ];
  return (
    <>
      <Line through={[from, place(r + 10)]} tone="orange" strong />
      <Unit at={place(r + 5)} r={5} tone="orange" />
    </>
  );
}
