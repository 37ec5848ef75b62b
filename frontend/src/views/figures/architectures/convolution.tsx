import { CONVOLUTION_FIGURE } from "../../../i18n/figures/convolution";
import type { Matrix } from "../../../model/labs/batch-forward-pass";
import { imagePass, squareImage, type ImageLayer, type Maps } from "../../../model/network/image-pass";
import { numberText } from "../../../render/format";
import { useTexts } from "../../course/course-context";
import { Figure } from "../parts/figure";

const PICTURE: Matrix = [
  [0, 0, 0, 0, 0, 0, 0, 0],
  [0, 0, 1, 1, 1, 1, 0, 0],
  [0, 1, 1, 1, 1, 1, 1, 0],
  [0, 1, 1, 1, 1, 1, 1, 0],
  [0, 1, 1, 1, 1, 1, 1, 0],
  [0, 1, 1, 1, 1, 1, 1, 0],
  [0, 0, 1, 1, 1, 1, 0, 0],
  [0, 0, 0, 0, 0, 0, 0, 0],
];
const WEIGHTS: Matrix = [
  [-1, 0, 1],
  [-1, 0, 1],
  [-1, 0, 1],
];
const [FEATURE_MAP] = layersGive([{ type: "convolution", filters: 1, activation: "linear" }]);
const [RECTIFIED, POOLED] = layersGive([
  { type: "convolution", filters: 1, activation: "relu" },
  { type: "maxPooling", size: 2 },
]);

/** What each layer gives for the picture; the first one has the weights. */
function layersGive(layers: readonly ImageLayer[]): readonly [Matrix, Matrix] {
  const parameters = [{ weights: [[WEIGHTS]] as unknown as number[][], biases: [0] }];
  const [first, second] = (imagePass(layers, parameters, squareImage(PICTURE.flat())) ?? []).map(rowsOf);
  return [first ?? [], second ?? []];
}

function rowsOf({ height, width, values }: Maps): Matrix {
  return Array.from({ length: height }, (_, row) => [...values.subarray(row * width, (row + 1) * width)]);
}

/** A framed square of cells: row, column, and cells per side. */
type CellBlock = readonly [row: number, column: number, size: number];

/** An image, a filter, its feature map, and that after ReLU and after max pooling. */
export function Convolution() {
  const text = useTexts(CONVOLUTION_FIGURE);
  return (
    <Figure picture={text.convolutionPicture} caption={text.convolution}>
      <Grid values={PICTURE} fullColourValue={2} frame={[2, 0, 3]} caption={text.picture} />
      <Grid values={WEIGHTS} fullColourValue={1.6} frame={[0, 0, 3]} caption={text.weights} written />
      <Grid values={FEATURE_MAP} fullColourValue={3} frame={[2, 0, 1]} caption={text.featureMap} />
      <Grid
        values={RECTIFIED}
        fullColourValue={3}
        frame={[2, 0, 1]}
        block={[2, 0, 2]}
        caption={text.rectified}
      />
      <Grid values={POOLED} fullColourValue={3} block={[1, 0, 1]} caption={text.pooled} />
    </Figure>
  );
}

const CELL = 20;

/** @param fullColourValue the value with the full colour */
function Grid({
  values,
  fullColourValue,
  frame,
  block,
  caption,
  written = false,
}: {
  readonly values: Matrix;
  readonly fullColourValue: number;
  readonly frame?: CellBlock;
  readonly block?: CellBlock;
  readonly caption: string;
  readonly written?: boolean;
}) {
  const size = values.length * CELL;
  return (
    <div class="figure-panel">
      <svg viewBox={`-2 -2 ${String(size + 4)} ${String(size + 4)}`} width={size + 4} height={size + 4}>
        {values.map((row, y) =>
          row.map((value, x) => (
            <g key={`${String(x)} ${String(y)}`}>
              <rect
                x={x * CELL}
                y={y * CELL}
                width={CELL}
                height={CELL}
                class="figure-cell"
                style={{ fill: shade(value / fullColourValue) }}
              />
              {written && (
                <text x={(x + 0.5) * CELL} y={(y + 0.5) * CELL} dy="0.35em" text-anchor="middle">
                  {numberText(value)}
                </text>
              )}
            </g>
          )),
        )}
        {block && <BlockOutline frame={block} dashed />}
        {frame && <BlockOutline frame={frame} />}
      </svg>
      <span>{caption}</span>
    </div>
  );
}

function BlockOutline({
  frame: [row, column, size],
  dashed = false,
}: {
  readonly frame: CellBlock;
  readonly dashed?: boolean;
}) {
  return (
    <rect
      class={dashed ? "figure-frame figure-frame-dashed" : "figure-frame"}
      x={column * CELL}
      y={row * CELL}
      width={size * CELL}
      height={size * CELL}
    />
  );
}

/** @param share from -1 to 1 */
function shade(share: number): string {
  const tone = share < 0 ? "--figure-negative" : "--figure-positive";
  return `color-mix(in srgb, var(${tone}) ${String(Math.round(Math.abs(share) * 100))}%, var(--figure-neutral))`;
}
