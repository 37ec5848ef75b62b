import { HOPFIELD } from "../../../i18n/labs/hopfield";
import { overlapOf, type State } from "../../../model/labs/hopfield/hopfield";
import { LETTERS, LETTER_SIDE, letterState, type Letter } from "../../../model/labs/hopfield/letters";
import { numberText } from "../../../render/format";
import { LineChart } from "../../charts/line-chart";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { useTexts } from "../../course/course-context";
import { PixelGrid } from "../../pixels/pixel-grid";
import type { useRecall } from "./use-recall";

/** A letter to damage, and the energy while the network repairs it. */
export function LettersPart({ memory }: { readonly memory: ReturnType<typeof useRecall> }) {
  const text = useTexts(HOPFIELD);
  const { letters, mode, running, state, energies, cycle, stable } = memory;
  const energy = energies.value.at(-1) ?? 0;
  return (
    <>
      <div class="stage-grid">
        <PixelGrid
          name={text.pixels}
          nameOf={text.pixel}
          columns={LETTER_SIDE}
          pixels={state.value.map((value) => value > 0)}
          onPaint={(at, on) => memory.paint(at, on ? 1 : -1)}
        />
        <div class="stage-column">
          <div class="stage-row">
            <Action name="recall" main onPress={running.value ? memory.pause : memory.run}>
              {running.value ? text.pause : text.recall}
            </Action>
            <Action name="one" disabled={stable || running.value} onPress={memory.step}>
              {text.one}
            </Action>
            <Action name="damage" onPress={memory.damage}>
              {text.damage}
            </Action>
          </div>
          <p
            class="stage-large tabular-numbers"
            data-energy={energy}
            data-stable={stable}
            data-running={running.value}
          >
            {text.energy(numberText(energy, 3))}
          </p>
          <p class="stage-note hopfield-status" role="status">
            {running.value
              ? text.running
              : cycle.value
                ? text.cycle
                : stable
                  ? stableText(state.value, letters.value, text)
                  : text.unstable}
          </p>
          <LineChart
            name={text.chart}
            series={[{ name: text.chart, dots: energies.value.map((each, at) => [at, each] as const) }]}
            xLabel={text.step}
            yLabel="E"
            x={[0, Math.max(energies.value.length - 1, 60)]}
            height={140}
          />
        </div>
      </div>
      <Choice
        name="update"
        label={text.update}
        value={mode.value}
        choices={["single", "together"] as const}
        nameOf={(name) => text.updates[name]}
        onChoose={memory.choose}
      />
      <StoredLetters stored={letters.value} state={state.value} onStore={memory.store} onShow={memory.show} />
    </>
  );
}

function stableText(state: State, letters: readonly Letter[], text: (typeof HOPFIELD)["en"]): string {
  if (letters.length === 0) return text.none;
  const overlaps = letters.map((letter) => [letter, overlapOf(state, letterState(letter))] as const);
  const same = overlaps.find(([, overlap]) => overlap === 1);
  if (same) return text.reached(same[0]);
  const inverse = overlaps.find(([, overlap]) => overlap === -1);
  return inverse ? text.inverse(inverse[0]) : text.spurious;
}

/** The letters with their overlaps; a letter is stored or not, and can be shown on the neurons. */
function StoredLetters({
  stored,
  state,
  onStore,
  onShow,
}: {
  readonly stored: readonly Letter[];
  readonly state: State;
  readonly onStore: (letters: readonly Letter[]) => void;
  readonly onShow: (letter: Letter) => void;
}) {
  const text = useTexts(HOPFIELD);
  return (
    <fieldset class="choice" data-control="letters">
      <legend>{text.stored}</legend>
      <ul class="plain-list letter-list">
        {LETTERS.map((letter) => {
          const isStored = stored.includes(letter);
          const overlap = overlapOf(state, letterState(letter));
          return (
            <li key={letter} class={isStored ? "letter-item letter-stored" : "letter-item"}>
              <button type="button" aria-label={text.show(letter)} onClick={() => onShow(letter)}>
                <LetterPicture letter={letter} />
              </button>
              <label data-letter={letter}>
                <input
                  type="checkbox"
                  checked={isStored}
                  onChange={() =>
                    onStore(LETTERS.filter((each) => (each === letter) !== stored.includes(each)))
                  }
                />{" "}
                {letter}
              </label>
              <span
                class="tabular-numbers"
                data-overlap={isStored ? `${letter} ${overlap.toFixed(2)}` : undefined}
              >
                {isStored ? `m = ${overlap.toFixed(2).replace("-", "−")}` : "–"}
              </span>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

function LetterPicture({ letter }: { readonly letter: Letter }) {
  const path = letterState(letter)
    .map((value, at) =>
      value > 0 ? `M${String(at % LETTER_SIDE)} ${String(Math.floor(at / LETTER_SIDE))}h1v1h-1z` : "",
    )
    .join("");
  return (
    <svg viewBox="0 0 8 8" width="32" height="32" aria-hidden="true">
      <path class="letter-ink" d={path} />
    </svg>
  );
}
