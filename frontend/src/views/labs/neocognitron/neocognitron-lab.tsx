import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { NEOCOGNITRON } from "../../../i18n/labs/neocognitron";
import { limitOutput, thresholdOf } from "../../../model/labs/neocognitron/cells";
import {
  bestSimilarity,
  EDGE,
  FIGURE_NAMES,
  figureOf,
  hasLearned,
  planesOfFigures,
  responseOf,
  SELECTIVITY,
  trainedNeocognitron,
  winnerOf,
  type FigureName,
} from "../../../model/labs/neocognitron/strokes";
import { numberText } from "../../../render/format";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { NumberTable } from "../../course/components/number-table";
import { useLoop } from "../frames/use-loop";
import { useReducedMotion } from "../frames/use-reduced-motion";
import { CellMap } from "../../pixels/cell-map";
import { PixelGrid } from "../../pixels/pixel-grid";
import { ShiftButtons } from "../../pixels/shift-buttons";
import { shifted } from "../../../model/labs/drawing/shifted";
import { disturbed } from "../../../model/labs/neocognitron/edits";
import "./neocognitron.css";

const ROUNDS = 5;
/** Time between two rounds of presentations; milliseconds. */
const ROUND_EVERY = 700;

/** Two modules of S- and C-cells that find figures without a teacher, and recognize them where they are shifted. */
export default function NeocognitronLab() {
  const text = useTexts(NEOCOGNITRON);
  const figure = useSignal<FigureName>("cross");
  const input = useSignal(useMemo(() => figureOf("cross"), []));
  const first = useSignal(SELECTIVITY.first);
  const second = useSignal(SELECTIVITY.second);
  const rounds = useSignal(ROUNDS);
  const learns = useSignal(false);
  const reduced = useReducedMotion().value;
  const selectivity = useMemo(
    () => ({ first: first.value, second: second.value }),
    [first.value, second.value],
  );
  const network = useMemo(() => trainedNeocognitron(selectivity, rounds.value), [selectivity, rounds.value]);
  const planes = useMemo(() => planesOfFigures(network, selectivity), [network, selectivity]);
  const response = useMemo(
    () => responseOf(network, input.value, selectivity),
    [network, input.value, selectivity],
  );
  const winner = winnerOf(network, response);
  const figuresOf = (plane: number) => planes.flatMap(([name, at]) => (at === plane ? [name] : []));
  const nameOf = (plane: number) =>
    figuresOf(plane)
      .map((name) => text.figures[name])
      .join(", ");
  const learnedPlanes = response.second.complex
    .map((_, at) => at)
    .filter((at) => hasLearned(network.second, at));
  // Planes that have not learned answer weakly to everything.
  const answers = response.second.complex.map((cells, at) =>
    hasLearned(network.second, at) ? cells : new Float64Array(cells.length),
  );
  const outputOf = (plane: number) => response.second.complex[plane]?.[0] ?? 0;
  const different = new Set(planes.flatMap(([, plane]) => (plane === undefined ? [] : [plane]))).size;
  const learnAgain = () => {
    rounds.value = reduced ? ROUNDS : 0;
    learns.value = !reduced;
  };
  useLoop(
    learns.value,
    () => {
      rounds.value = Math.min(rounds.value + 1, ROUNDS);
      if (rounds.value === ROUNDS) learns.value = false;
    },
    ROUND_EVERY,
  );
  useLabActions("neocognitron", {
    start: () => {
      [first.value, second.value, rounds.value] = [SELECTIVITY.first, SELECTIVITY.second, ROUNDS];
      learns.value = false;
      figure.value = "cross";
      input.value = figureOf("cross");
    },
    learn: learnAgain,
    shift: () => (input.value = shifted(input.value, EDGE, 1, 0)),
    unselective: () => (second.value = 0.5),
    "too-selective": () => (second.value = 6),
  });
  return (
    <div
      class="stage-column"
      data-winner={winner === undefined ? "none" : figuresOf(winner).join()}
      data-different={different}
    >
      <Choice
        name="figure"
        label={text.figure}
        value={figure.value}
        choices={FIGURE_NAMES}
        nameOf={(name) => text.figures[name]}
        onChoose={(name) => {
          figure.value = name;
          input.value = figureOf(name);
        }}
      />
      <div class="stage-grid">
        <div class="stage-column">
          <PixelGrid
            name={text.drawing}
            nameOf={text.pixel}
            columns={EDGE}
            pixels={Array.from(input.value, (value) => value === 1)}
            onPaint={(at, on) => (input.value = input.value.with(at, on ? 1 : 0))}
          />
          <div class="stage-row" role="group" aria-label={text.shift}>
            <ShiftButtons
              directions={text.directions}
              onShift={(right, down) => (input.value = shifted(input.value, EDGE, right, down))}
            />
            <Action name="centre" onPress={() => (input.value = figureOf(figure.value))}>
              {text.centre}
            </Action>
            <Action name="disturb" onPress={() => (input.value = disturbed(input.value))}>
              {text.disturb}
            </Action>
            <Action name="clear" onPress={() => (input.value = new Float64Array(EDGE ** 2))}>
              {text.clear}
            </Action>
          </div>
          <p class="stage-large" role="status">
            {winner === undefined ? text.silent : text.recognized(nameOf(winner))}
          </p>
        </div>
        <div class="stage-column">
          <Slider
            name="second"
            label={text.second(numberText(thresholdOf(second.value), 2))}
            value={second.value}
            range={[0.2, 8, 0.1]}
            onSlide={(value) => (second.value = value)}
          />
          <Slider
            name="first"
            label={text.first(numberText(thresholdOf(first.value), 2))}
            value={first.value}
            range={[0.5, 8, 0.5]}
            onSlide={(value) => (first.value = value)}
          />
          <Slider
            name="rounds"
            label={text.rounds}
            value={rounds.value}
            range={[0, ROUNDS, 1]}
            onSlide={(value) => {
              rounds.value = value;
              learns.value = false;
            }}
          />
          <div class="stage-row">
            <Action name="learn" onPress={learnAgain}>
              {text.learn}
            </Action>
          </div>
          <p class="stage-note">{text.cells(different)}</p>
          <NumberTable
            caption={text.table}
            columns={[text.cell, text.similarity, "φ[(1 + r)s − r]", text.output]}
          >
            {learnedPlanes.map((plane) => {
              const s = bestSimilarity(network, response, plane);
              return (
                <tr key={plane} aria-current={plane === winner} data-plane={plane}>
                  <th scope="row">{text.cellOf(plane + 1, nameOf(plane))}</th>
                  <td>{s.toFixed(2)}</td>
                  <td>{limitOutput(second.value, s).toFixed(2)}</td>
                  <td>{outputOf(plane).toFixed(2)}</td>
                </tr>
              );
            })}
          </NumberTable>
        </div>
      </div>
      <Layer
        name={text.layers.s1}
        note={text.notes.s1}
        cells={response.first.simple}
        edge={EDGE}
        size={56}
        features={network.first.weights.map(({ a, b }) => featureOf(a, b))}
      />
      <Layer name={text.layers.c1} note={text.notes.c1} cells={response.first.complex} edge={4} size={56} />
      <Layer name={text.layers.s2} note={text.notes.s2} cells={response.second.simple} edge={4} size={56} />
      <Layer name={text.layers.c2} note={text.notes.c2} cells={answers} edge={1} size={40} />
    </div>
  );
}

/** The planes of one layer in a row. */
function Layer({
  name,
  note,
  cells,
  edge,
  size,
  features,
}: {
  readonly name: string;
  readonly note: string;
  readonly cells: readonly Float64Array[];
  readonly edge: number;
  readonly size: number;
  /** What each plane looks for, 3 x 3 pixels. */
  readonly features?: readonly Float64Array[];
}) {
  const text = useTexts(NEOCOGNITRON);
  const active = cells.filter((plane) => plane.some((value) => value > 0.05)).length;
  return (
    <section>
      <h2>{name}</h2>
      <p class="stage-note">{note}</p>
      <div class="cell-maps" role="img" aria-label={text.active(name, active, cells.length)}>
        {cells.map((plane, at) => (
          <div key={at}>
            {features?.[at] && <CellMap cells={features[at]} columns={3} size={24} />}
            <CellMap cells={plane} columns={edge} size={size} />
          </div>
        ))}
      </div>
    </section>
  );
}

/** Learned weights from 0 to 1; empty if the plane has not learned. */
function featureOf(a: Float64Array, b: number): Float64Array {
  const highest = Math.max(...a);
  return a.map((weight) => (b > 0 ? weight / highest : 0));
}
