import { NETWORK_FIGURES } from "../../../i18n/figures/networks";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Words, type Tone } from "../parts/shapes";

const CELL = 20;

/** The product of a batch with the transposed weights, with the shape of each factor. */
export function MatrixShapes() {
  const text = useTexts(NETWORK_FIGURES).matrixShapes;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[280, 158]}>
        <Cells x={4} rows={3} columns={2} tone="orange" name="x" />
        <Words at={[59, 60]}>·</Words>
        <Cells x={74} rows={2} columns={2} tone="ink" name="W₁ᵀ" />
        <Words at={[131, 60]}>+</Words>
        <Cells x={148} rows={1} columns={2} tone="soft" name="b₁" />
        <Words at={[206, 60]}>=</Words>
        <Cells x={224} rows={3} columns={2} tone="blue" name="z" />
        <Words at={[24, 118]} tone="orange">
          3 × 2
        </Words>
        <Words at={[94, 118]}>2 × 2</Words>
        <Words at={[168, 118]} tone="soft">
          2
        </Words>
        <Words at={[244, 118]} tone="blue">
          3 × 2
        </Words>
        <g class="figure-ink">
          <path class="figure-line" d="M36 128V136H82V128" />
        </g>
        <Words at={[59, 145]} tone="soft">
          {text.equal}
        </Words>
      </Panel>
    </Figure>
  );
}

/** A matrix of empty cells, in the middle of the panel's height, with its name above it. */
function Cells({
  x,
  rows,
  columns,
  tone,
  name,
}: {
  readonly x: number;
  readonly rows: number;
  readonly columns: number;
  readonly tone: Tone;
  readonly name: string;
}) {
  const top = 60 - (rows * CELL) / 2;
  return (
    <g class={`figure-${tone}`}>
      {Array.from({ length: rows * columns }, (_, at) => (
        <rect
          key={at}
          class="figure-box"
          x={x + (at % columns) * CELL}
          y={top + Math.floor(at / columns) * CELL}
          width={CELL}
          height={CELL}
        />
      ))}
      <text class="figure-words" x={x + (columns * CELL) / 2} y={top - 12} dy="0.35em" text-anchor="middle">
        {name}
      </text>
    </g>
  );
}
