import { BOLTZMANN } from "../../../i18n/labs/boltzmann-machine";
import { totalVariation } from "../../../model/labs/boltzmann/boltzmann-machine";
import { MACHINE_ADDRESS } from "../../../model/labs/boltzmann/machine-address";
import { codeOf } from "../../../model/labs/boltzmann/restricted-machine";
import { LineChart } from "../../charts/line-chart";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { useCourse, useTexts } from "../../course/course-context";
import { hrefOf } from "../../course/links";
import { Pattern, patternText } from "./pattern";
import { StatesMap } from "./states-map";
import { EPOCHS, PATTERNS, STATES, type Restricted } from "./use-restricted";

const METHODS = ["exact", "contrastiveDivergence", "persistent"] as const;
/** All states equally probable, and all patterns equally probable. */
const [UNIFORM, BEST] = [-9 * Math.log(2), -Math.log(PATTERNS.length)];
/** Codes of the 14 patterns, then of all other states. */
const PATTERN_CODES = PATTERNS.map(codeOf);
const ORDER = [
  ...PATTERN_CODES,
  ...STATES.map((_, code) => code).filter((code) => !PATTERN_CODES.includes(code)),
];

/** A restricted Boltzmann machine that learns bars and stripes, and dreams. */
export function RestrictedPart({ state }: { readonly state: Restricted }) {
  const text = useTexts(BOLTZMANN);
  const page = useCourse();
  const { trains, method } = state;
  const { training, course } = state.progress.value;
  const likelihood = course.at(-1)?.[1] ?? 0;
  return (
    <div class="stage-column" data-epochs={training.epochs} data-likelihood={likelihood.toFixed(3)}>
      <div class="stage-grid">
        <Dream state={state} />
        <div class="stage-column">
          <Choice
            name="method"
            label={text.method}
            value={method.value}
            choices={METHODS}
            nameOf={(name) => text.methods[name]}
            onChoose={(name) => {
              method.value = name;
              state.restart();
            }}
          />
          {method.value !== "exact" && (
            <Slider
              name="steps"
              label={text.steps}
              value={state.steps.value}
              range={[1, 10, 1]}
              onSlide={(value) => {
                state.steps.value = value;
                state.restart();
              }}
            />
          )}
          <Slider
            name="rate"
            label={text.rate}
            value={state.rate.value}
            range={[0.02, 0.3, 0.02]}
            onSlide={(value) => {
              state.rate.value = value;
              state.restart();
            }}
          />
          <div class="stage-row">
            <Action name="train" main disabled={training.epochs >= EPOCHS} onPress={state.toggleTraining}>
              {trains.value ? text.pause : text.train}
            </Action>
            <Action name="restart" onPress={state.restart}>
              {text.restart}
            </Action>
          </div>
          <p class="tabular-numbers">
            {text.progress(training.epochs, likelihood.toFixed(2).replace("-", "−"))}
          </p>
          <LineChart
            name={text.chart}
            series={[
              { name: text.likelihood, dots: course },
              { name: text.best, dots: [[0, BEST], [EPOCHS, BEST]] }, // prettier-ignore
              { name: text.uniform, dots: [[0, UNIFORM], [EPOCHS, UNIFORM]] }, // prettier-ignore
            ]}
            xLabel={text.epochs}
            x={[0, EPOCHS]}
            y={[-7, -2.4]}
            height={180}
          />
          <a data-action="in-playground" href={hrefOf(page, { type: "preset", address: MACHINE_ADDRESS })}>
            {text.inPlayground}
          </a>
        </div>
      </div>
      <Distribution state={state} />
    </div>
  );
}

/** The pixels, which can be clamped, and the last fantasies. */
function Dream({ state }: { readonly state: Restricted }) {
  const text = useTexts(BOLTZMANN);
  const { dream, clamps, dreams, fantasies, hidden, temperature } = state;
  return (
    <div class="stage-column">
      <div class="dream" role="group" aria-label={text.pixels}>
        {clamps.value.map((clamp, at) => (
          <button
            key={at}
            type="button"
            class={`dream-pixel ${dream.value[at] === 1 ? "dream-on" : ""} ${clamp === undefined ? "" : "dream-clamped"}`}
            aria-label={text.pixel(Math.floor(at / 3) + 1, (at % 3) + 1, clamp)}
            data-pixel={at}
            onClick={() => {
              state.clamp(at);
            }}
          >
            {clamp ?? ""}
          </button>
        ))}
      </div>
      <p class="stage-note">{text.clampHint}</p>
      <div class="lamps" aria-hidden="true">
        {Array.from(hidden.value, (on, at) => (
          <span key={at} class={on === 1 ? "lamp lamp-on" : "lamp"} />
        ))}
      </div>
      <div class="stage-row">
        <Action name="dream" onPress={() => (dreams.value = !dreams.value)}>
          {dreams.value ? text.wake : text.dream}
        </Action>
        <Action name="sample" onPress={state.dreamOn}>
          {text.sample}
        </Action>
        <Action name="free" disabled={clamps.value.every((each) => each === undefined)} onPress={state.free}>
          {text.free}
        </Action>
      </div>
      <Slider
        name="temperature"
        label={text.temperature}
        value={temperature.value}
        range={[0.2, 4, 0.1]}
        onSlide={(value) => {
          temperature.value = value;
          state.forget();
        }}
      />
      <div
        class="fantasies"
        role="img"
        aria-label={text.fantasies(fantasies.value.slice(0, 3).map(patternText).join(", "))}
      >
        {fantasies.value.map((pixels, at) => (
          <Pattern key={fantasies.value.length - at} pixels={pixels} />
        ))}
      </div>
    </div>
  );
}

/** The exact probabilities beside the shares of the samples. */
function Distribution({ state }: { readonly state: Restricted }) {
  const text = useTexts(BOLTZMANN);
  const exact = state.exact.value;
  const samples = state.samples.value;
  const shares = state.counts.value.map((count) => count / Math.max(samples, 1));
  const highest = Math.max(...exact);
  const sum = (of: ArrayLike<number>) => PATTERN_CODES.reduce((all, code) => all + (of[code] ?? 0), 0);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return (
    <section class="stage-column" data-known={sum(exact).toFixed(3)} data-samples={samples}>
      <h2>{text.distribution}</h2>
      <div class="stage-row states-maps">
        <figure>
          <StatesMap name={text.exactMap} probabilities={exact} order={ORDER} highest={highest} />
          <figcaption class="stage-note">{text.exact(percent(sum(exact)))}</figcaption>
        </figure>
        <figure>
          <StatesMap name={text.sampledMap} probabilities={shares} order={ORDER} highest={highest} />
          <figcaption class="stage-note" data-distance={totalVariation(exact, shares).toFixed(3)}>
            {samples === 0
              ? text.noSamples
              : text.sampled(samples, percent(sum(shares)), totalVariation(exact, shares).toFixed(3))}
          </figcaption>
        </figure>
      </div>
      <ul class="plain-list pattern-tiles">
        {PATTERNS.map((pattern, at) => {
          const code = PATTERN_CODES[at] ?? 0;
          const [p, share] = [exact[code] ?? 0, shares[code] ?? 0];
          return (
            <li key={code}>
              <Pattern pixels={pattern} size={42} />
              <span class="visually-hidden">{patternText(pattern)}: </span>
              <Bar share={p / Math.max(highest, 1e-9)} name="bar-exact" />
              <Bar share={share / Math.max(highest, 1e-9)} name="bar-sampled" />
              <span class="tabular-numbers">{percent(p)}</span>
              <span class="visually-hidden">, {text.sampledShare(percent(share))}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Bar({ share, name }: { readonly share: number; readonly name: string }) {
  return (
    <svg class="tile-bar" width="42" height="4" aria-hidden="true">
      <rect class={name} width={42 * Math.min(share, 1)} height="4" />
    </svg>
  );
}
