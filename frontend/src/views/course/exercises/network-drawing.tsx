import { EXERCISE_TEXTS } from "../../../i18n/exercise";
import type { ExerciseNetwork } from "../../../model/course/exercise";
import { numberText } from "../../../render/format";
import { useTexts } from "../course-context";
import "./drawings.css";

/** Distances in the drawing's own units. */
const [COLUMN, ROW, RADIUS, MARGIN] = [106, 66, 19, 22];

/** What a unit's activation is drawn as; nothing for a linear one. */
const ACTIVATION_SIGNS: Readonly<Record<string, string>> = {
  relu: "ReLU",
  sigmoid: "σ",
  tanh: "tanh",
  square: "s²",
  softmax: "soft",
};

/** A small network with every weight on its connection and every bias under its unit. */
export function NetworkDrawing({ network }: { readonly network: ExerciseNetwork }) {
  const text = useTexts(EXERCISE_TEXTS);
  const sizes = [network.weights[0]?.[0]?.length ?? 0, ...network.weights.map((units) => units.length)];
  const rows = Math.max(...sizes);
  const width = (sizes.length - 1) * COLUMN + 2 * MARGIN;
  const height = (rows - 1) * ROW + 2 * RADIUS + 24;
  const place = (column: number, unit: number) => ({
    x: MARGIN + column * COLUMN,
    y: RADIUS + 2 + ((rows - (sizes[column] ?? 0)) / 2 + unit) * ROW,
  });
  return (
    <svg
      class="network-drawing"
      role="img"
      aria-label={text.network(sizes.join("-"))}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      style={{ maxWidth: `${String(width * 1.35)}px` }}
    >
      {network.weights.flatMap((units, layer) =>
        units.flatMap((weights, unit) =>
          weights.map((weight, input) => (
            <Connection
              key={`${String(layer)} ${String(unit)} ${String(input)}`}
              from={place(layer, input)}
              to={place(layer + 1, unit)}
              at={(input + 1) / (weights.length + 1)}
              weight={weight}
            />
          )),
        ),
      )}
      {sizes.flatMap((count, column) =>
        Array.from({ length: count }, (_, unit) => (
          <Unit
            key={`${String(column)} ${String(unit)}`}
            place={place(column, unit)}
            sign={column === 0 ? inputSign(network, unit) : activationSign(network, column, sizes, unit)}
            bias={network.biases[column - 1]?.[unit]}
          />
        )),
      )}
    </svg>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function Connection({
  from,
  to,
  at,
  weight,
}: {
  readonly from: Place;
  readonly to: Place;
  /** Where the weight is written, as a fraction of the way: different for each input, so that no two weights overlap. */
  readonly at: number;
  readonly weight: number;
}) {
  const along = 0.24 + at * 0.48;
  return (
    <>
      <line
        class={weight < 0 ? "drawn-negative" : "drawn-positive"}
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
      />
      <text
        class="drawn-weight"
        x={from.x + along * (to.x - from.x)}
        y={from.y + along * (to.y - from.y) + 4}
      >
        {numberText(weight)}
      </text>
    </>
  );
}

function Unit({
  place,
  sign,
  bias,
}: {
  readonly place: Place;
  readonly sign: string;
  readonly bias: number | undefined;
}) {
  return (
    <>
      <circle class="drawn-unit" cx={place.x} cy={place.y} r={RADIUS} />
      <text class="drawn-sign" x={place.x} y={place.y + 4}>
        {sign}
      </text>
      {bias !== undefined && (
        <text class="drawn-bias" x={place.x} y={place.y + RADIUS + 13}>
          {bias < 0 ? numberText(bias) : `+${numberText(bias)}`}
        </text>
      )}
    </>
  );
}

/** The input's value, or its name if the task is not about one sample. */
function inputSign({ x }: ExerciseNetwork, input: number): string {
  const value = x[input];
  return value === undefined ? `x${"₁₂₃₄₅₆₇₈₉"[input] ?? ""}` : numberText(value);
}

function activationSign(
  { activations }: ExerciseNetwork,
  column: number,
  sizes: readonly number[],
  unit: number,
): string {
  const sign = ACTIVATION_SIGNS[activations[column - 1] ?? ""];
  if (sign !== undefined) return sign;
  const isOutput = column === sizes.length - 1;
  return isOutput && sizes[column] === 1 ? "y" : (["₁", "₂", "₃"][unit] ?? "");
}
