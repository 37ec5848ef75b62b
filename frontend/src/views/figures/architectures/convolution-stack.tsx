import { ARCHITECTURE_FIGURES } from "../../../i18n/figures/architectures";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, Line, Unit, Words, type Tone } from "../parts/shapes";

/** From an image to classes: convolution and pooling twice, then dense layers. */
export function ConvolutionStack() {
  const text = useTexts(ARCHITECTURE_FIGURES).convolutionStack;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 150]}>
        <Sheets x={8} y={38} edge={60} count={1} tone="orange" size="28 × 28" name={text.image} />
        <Arrow from={[72, 68]} to={[96, 68]} />
        <Sheets x={100} y={34} edge={52} count={4} tone="blue" size="26 × 26 × 8" name={text.convolution} />
        <Arrow from={[174, 68]} to={[198, 68]} />
        <Sheets x={204} y={48} edge={30} count={4} tone="ink" size="13 × 13 × 8" name={text.pooling} />
      </Panel>
      <Panel size={[280, 150]}>
        <Sheets x={8} y={48} edge={26} count={6} tone="blue" size="11 × 11 × 16" name={text.convolution} />
        <Arrow from={[68, 68]} to={[90, 68]} />
        <Sheets x={96} y={58} edge={14} count={6} tone="ink" size="5 × 5 × 16" name={text.pooling} />
        <Arrow from={[144, 68]} to={[168, 68]} />
        <Line
          through={[
            [180, 24],
            [180, 116],
          ]}
          tone="ink"
          strong /* prettier-ignore */
        />
        <Words at={[180, 140]} tone="soft">
          400
        </Words>
        {[32, 52, 72, 92, 112].map((y) => (
          <g key={y}>
            <Line through={[[180, 28], [236, y]]} /* prettier-ignore */ />
            <Line through={[[180, 112], [236, y]]} /* prettier-ignore */ />
            <Unit at={[240, y]} r={8} tone={y === 52 ? "blue" : "ink"} />
          </g>
        ))}
        <Words at={[240, 140]} tone="soft">
          10
        </Words>
        <Words at={[214, 8]}>{text.classes}</Words>
      </Panel>
    </Figure>
  );
}

/** A stack of maps, one behind the other, with its size below and its name above. */
function Sheets({
  x,
  y,
  edge,
  count,
  tone,
  size,
  name,
}: {
  readonly x: number;
  readonly y: number;
  readonly edge: number;
  readonly count: number;
  readonly tone: Tone;
  readonly size: string;
  readonly name: string;
}) {
  const middle = x + (edge + 5 * (count - 1)) / 2;
  return (
    <>
      <g class={`figure-${tone}`}>
        {Array.from({ length: count }, (_, at) => (
          <rect
            key={at}
            class="figure-box"
            x={x + 5 * (count - 1 - at)}
            y={y - 5 * (count - 1 - at) + (5 * (count - 1)) / 2}
            width={edge}
            height={edge}
          />
        ))}
      </g>
      <Words at={[middle, 8]} tone={tone}>
        {name}
      </Words>
      <Words at={[middle, 140]} tone="soft">
        {size}
      </Words>
    </>
  );
}
