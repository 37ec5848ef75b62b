import { EXERCISE_TEXTS } from "../../../i18n/exercise";
import type { ExerciseNetwork } from "../../../model/course/exercise";
import { numberText } from "../../../render/format";
import { UNIT_RADIUS, weightedNetwork, type Place } from "../../../render/weighted-network";
import { useTexts } from "../course-context";
import "./drawings.css";

/** What a unit's activation is drawn as; a linear one has no sign. */
const ACTIVATION_SIGNS: Readonly<Record<string, string>> = {
  relu: "ReLU",
  sigmoid: "σ",
  tanh: "tanh",
  square: "s²",
};

const SUBSCRIPTS = "₁₂₃₄₅₆₇₈₉";

/** A small network with every weight on its connection and every bias under its unit. */
export function NetworkDrawing({ network }: { readonly network: ExerciseNetwork }) {
  const text = useTexts(EXERCISE_TEXTS);
  const { width, height, units, connections } = weightedNetwork(network.weights);
  return (
    <svg
      class="network-drawing"
      role="img"
      aria-label={text.network(units.map((column) => column.length).join("-"))}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      style={{ maxWidth: `${String(width * 1.3)}px` }}
    >
      {connections.map(({ from, to, weight }, at) => (
        <line
          key={at}
          class={weight < 0 ? "drawn-negative" : "drawn-positive"}
          x1={from.x}
          y1={from.y}
          x2={to.x}
          y2={to.y}
        />
      ))}
      {connections.map(({ label, weight }, at) => (
        <text key={at} class="drawn-weight" x={label.x} y={label.y + 4}>
          {numberText(weight)}
        </text>
      ))}
      {units.flatMap((places, column) =>
        places.map((place, unit) => (
          <Unit
            key={`${String(column)} ${String(unit)}`}
            place={place}
            sign={column === 0 ? inputSign(network, unit) : outputSign(network, column, unit)}
            bias={network.biases[column - 1]?.[unit]}
          />
        )),
      )}
    </svg>
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
      <circle class="drawn-unit" cx={place.x} cy={place.y} r={UNIT_RADIUS} />
      <text x={place.x} y={place.y + 4}>
        {sign}
      </text>
      {bias !== undefined && (
        <text class="drawn-bias" x={place.x} y={place.y + UNIT_RADIUS + 13}>
          {bias < 0 ? numberText(bias) : `+${numberText(bias)}`}
        </text>
      )}
    </>
  );
}

/** The input's value, or its name if the task is not about one sample. */
function inputSign({ x }: ExerciseNetwork, input: number): string {
  const value = x[input];
  return value === undefined ? `x${SUBSCRIPTS[input] ?? ""}` : numberText(value);
}

/** The activation; for a linear output its name. */
function outputSign({ activations, weights }: ExerciseNetwork, column: number, unit: number): string {
  const only = weights[column - 1]?.length === 1;
  return ACTIVATION_SIGNS[activations[column - 1] ?? ""] ?? (only ? "y" : `y${SUBSCRIPTS[unit] ?? ""}`);
}
