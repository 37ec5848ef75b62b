import { batch, useComputed, useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { BOLTZMANN } from "../../../i18n/labs/boltzmann-machine";
import {
  allStates,
  boltzmannDistribution,
  sweep,
  totalVariation,
  trainedBoltzmannMachine,
  type Clamps,
} from "../../../model/labs/boltzmann/boltzmann-machine";
import {
  ENCODER,
  ENCODER_PATTERNS,
  hiddenCodes,
  initialEncoder,
} from "../../../model/labs/boltzmann/encoder";
import { seededRandom } from "../../../model/labs/random/random";
import { linkColour, css, paletteOf } from "../../../render/colours";
import { Action } from "../../controls/action";
import { Slider } from "../../controls/slider";
import { useCourse, useTexts } from "../../course/course-context";
import { NumberTable } from "../../course/components/number-table";
import { useLoop } from "../frames/use-loop";
import { useReducedMotion } from "../frames/use-reduced-motion";

const STATES = allStates(ENCODER.units);
const EPOCHS = 300;
const EPOCHS_PER_FRAME = 5;
const RATE = 0.5;
const FIRST_SEED = 2;
const LAST_SEED = 8;
const SWEEP_EVERY = 250;
const SWEEPS = 40;
/** Weight of the full colour. */
const STRONG = 6;
const FREE: Clamps = ENCODER.inputs.map(() => undefined);

/** A Boltzmann machine of 10 units: what is on among the inputs shall be on among the outputs, through two hidden units. */
export function EncoderPart() {
  const text = useTexts(BOLTZMANN);
  const { theme } = useCourse();
  const reduced = useReducedMotion().value;
  const seed = useSignal(FIRST_SEED);
  const machine = useSignal(useMemo(() => initialEncoder(FIRST_SEED), []));
  const epochs = useSignal(0);
  const trains = useSignal(true);
  const temperature = useSignal(1);
  const clamps = useSignal<Clamps>([1, 0, 0, 0]);
  const state = useSignal(new Uint8Array(ENCODER.units));
  const counts = useSignal(new Float64Array(STATES.length));
  const random = useRef(seededRandom(1));
  const forget = () => (counts.value = new Float64Array(STATES.length));
  const run = () =>
    batch(() => {
      const counted = Float64Array.from(counts.value);
      let s: Uint8Array = state.value;
      for (let step = 0; step < SWEEPS; step++) {
        s = sweep(machine.value, s, temperature.value, random.current, clamps.value);
        const code = s.reduce((sum, on, at) => sum + on * 2 ** at, 0);
        counted[code] = (counted[code] ?? 0) + 1;
      }
      state.value = Uint8Array.from(s);
      if (!trains.value) counts.value = counted;
    });
  useLoop(trains.value, () =>
    batch(() => {
      for (let step = 0; step < EPOCHS_PER_FRAME && epochs.value < EPOCHS; step++) {
        machine.value = trainedBoltzmannMachine(machine.value, ENCODER_PATTERNS, STATES, RATE);
        epochs.value += 1;
      }
      if (epochs.value >= EPOCHS) trains.value = false;
    }),
  );
  useLoop(!reduced, run, SWEEP_EVERY);
  const exact = useComputed(() =>
    boltzmannDistribution(machine.value, STATES, temperature.value, clamps.value),
  );
  const codes = useComputed(() => hiddenCodes(machine.value, STATES));
  const samples = counts.value.reduce((sum, each) => sum + each, 0);
  const likely = [...exact.value.keys()]
    .toSorted((a, b) => (exact.value[b] ?? 0) - (exact.value[a] ?? 0))
    .slice(0, 6);
  const shares = counts.value.map((count) => count / Math.max(samples, 1));
  const palette = paletteOf(theme.value);
  return (
    <div class="stage-grid" data-epochs={epochs.value} data-codes={codes.value.join("")}>
      <div class="stage-column">
        <svg class="encoder" viewBox="0 0 320 220" role="img" aria-label={text.encoder}>
          {LINKS.map(([i, j]) => {
            const weight = machine.value.weights[i * ENCODER.units + j] ?? 0;
            return (
              <line
                key={`${String(i)} ${String(j)}`}
                x1={placeOf(i).x}
                y1={placeOf(i).y}
                x2={placeOf(j).x}
                y2={placeOf(j).y}
                stroke={css(linkColour(weight / STRONG, palette))}
                stroke-width={0.5 + Math.min(Math.abs(weight), STRONG) / 2}
              />
            );
          })}
          {Array.from(state.value, (on, unit) => (
            <circle
              key={unit}
              class={on === 1 ? "unit unit-on" : "unit"}
              cx={placeOf(unit).x}
              cy={placeOf(unit).y}
              r={14}
            />
          ))}
        </svg>
        <div class="stage-row" role="group" aria-label={text.clampInput}>
          {ENCODER.inputs.map((input) => (
            <Action
              key={input}
              name={`input-${String(input + 1)}`}
              onPress={() => {
                clamps.value = ENCODER.inputs.map((unit) => (unit === input ? 1 : 0));
                forget();
              }}
            >
              {text.input(input + 1)}
            </Action>
          ))}
          <Action
            name="no-input"
            onPress={() => {
              clamps.value = FREE;
              forget();
            }}
          >
            {text.noInput}
          </Action>
        </div>
      </div>
      <div class="stage-column">
        <Slider
          name="temperature"
          label={text.temperature}
          value={temperature.value}
          range={[0.2, 4, 0.1]}
          onSlide={(value) => {
            temperature.value = value;
            forget();
          }}
        />
        <div class="stage-row">
          <Action name="sample" main onPress={run}>
            {text.sampleEncoder(SWEEPS)}
          </Action>
          <Action
            name="other-start"
            onPress={() => {
              seed.value = seed.value >= LAST_SEED ? FIRST_SEED : seed.value + 1;
              machine.value = initialEncoder(seed.value);
              epochs.value = 0;
              trains.value = true;
              forget();
            }}
          >
            {text.otherStart}
          </Action>
        </div>
        <p role="status">
          {trains.value
            ? text.encoderTrains
            : text.codes(codes.value.map(codeText).join(", "), new Set(codes.value).size)}
        </p>
        <NumberTable
          caption={text.likely}
          columns={[text.stateColumns, text.exactColumn, text.sampledColumn]}
        >
          {likely.map((code) => (
            <tr key={code}>
              <th scope="row">{stateText(STATES[code] ?? [])}</th>
              <td>{(exact.value[code] ?? 0).toFixed(3)}</td>
              <td>{samples === 0 ? "–" : (shares[code] ?? 0).toFixed(3)}</td>
            </tr>
          ))}
        </NumberTable>
        <p class="stage-note tabular-numbers">
          {text.distance(samples, samples === 0 ? "–" : totalVariation(exact.value, shares).toFixed(3))}
        </p>
      </div>
    </div>
  );
}

const LINKS = Array.from({ length: ENCODER.units }, (_, i) =>
  Array.from({ length: i }, (_, j) => [i, j] as const),
)
  .flat()
  .filter(([i, j]) => !(i >= 6 && j < 4));

/** Inputs at the top, hidden units in the middle, outputs at the bottom. */
function placeOf(unit: number): { readonly x: number; readonly y: number } {
  if (unit < 4) return { x: 40 + 80 * unit, y: 30 - (unit === 1 || unit === 2 ? 10 : 0) };
  if (unit < 6) return { x: 110 + 100 * (unit - 4), y: 110 };
  return { x: 40 + 80 * (unit - 6), y: 190 + (unit === 7 || unit === 8 ? 10 : 0) };
}

function codeText(code: number): string {
  return `${String(code & 1)}${String(code >> 1)}`;
}

function stateText(s: ArrayLike<number>): string {
  const digits = Array.from(s).join("");
  return `${digits.slice(0, 4)} ${digits.slice(4, 6)} ${digits.slice(6)}`;
}
