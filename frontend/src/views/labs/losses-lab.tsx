import { useComputed, useSignal } from "@preact/signals";
import { LOSSES } from "../../i18n/labs/losses";
import {
  ERROR_KINDS,
  FITTING_EPOCHS,
  fittingSpec,
  lossOf,
  positionAt,
  type ErrorKind,
  type Measurement,
  type Motion,
} from "../../model/labs/motion";
import type { Domain } from "../../model/data/plane";
import { numberText } from "../../render/format";
import type { ScalarField } from "../../render/scalar-field";
import { useCourse, useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { Action } from "../controls/action";
import { Choice } from "../controls/choice";
import { Slider } from "../controls/slider";
import { Plane } from "../course/components/plane";
import { ServerStatus, useServerRequest } from "../course/components/server-status";
import { MotionChart } from "./motion-chart";

/** Positions for v0 = 1 and a = 2, each with an error. */
const INITIAL_MEASUREMENTS: readonly Measurement[] = [
  { t: 0.5, x: 1.1 },
  { t: 1, x: 1.7 },
  { t: 1.5, x: 4.2 },
  { t: 2, x: 5.6 },
  { t: 2.5, x: 9.1 },
  { t: 3, x: 11.7 },
];
const V0 = [-4, 6] as const;
const A = [-3, 7] as const;
const DOMAIN: Domain = [V0, A];
const RESOLUTION = 101;

/** The best curve depends on the loss. */
export default function LossesLab() {
  const text = useTexts(LOSSES);
  const { server } = useCourse();
  const kind = useSignal<ErrorKind>("squared");
  const motion = useSignal<Motion>({ v0: 3, a: 0 });
  const measurements = useSignal(INITIAL_MEASUREMENTS);
  const selected = useSignal(5);
  const fitted = useSignal<Motion | undefined>(undefined);
  const request = useServerRequest();
  const field = useComputed(() => lossField(kind.value, measurements.value)).value;
  const loss = lossOf(kind.value, motion.value, measurements.value);
  const move = (at: number, x: number) => {
    fitted.value = undefined;
    measurements.value = measurements.value.map((each, index) => (index === at ? { ...each, x } : each));
  };
  const fit = () => {
    const [errorKind, measured] = [kind.value, measurements.value];
    if (errorKind === "signed") return;
    void request.run(async () => {
      const outcome = await server.train(fittingSpec(errorKind, measured), { epochs: FITTING_EPOCHS });
      if (outcome.type !== "done") return outcome;
      const parameters = await server.parameters(outcome.value.jobId);
      if (parameters.type === "done" && kind.value === errorKind && measurements.value === measured) {
        const [v0 = 0, a = 0] = parameters.value[0]?.weights[0] ?? [];
        motion.value = { v0, a };
        fitted.value = motion.value;
      }
      return parameters;
    });
  };
  const choose = (name: ErrorKind) => {
    kind.value = name;
    fitted.value = undefined;
  };
  const drawOutlier = () => {
    move(4, -3);
  };
  useLabActions("losses", {
    signed: () => choose("signed"),
    absolute: () => choose("absolute"),
    squared: () => choose("squared"),
    outlier: drawOutlier,
  });
  const chosen = measurements.value[selected.value];
  return (
    <div class="stage-column">
      <Choice
        name="loss"
        label={text.kind}
        value={kind.value}
        choices={ERROR_KINDS}
        nameOf={(name) => text.kinds[name]}
        onChoose={choose}
      />
      <div class="stage-grid stage-halves">
        <MotionChart
          name={text.motion}
          xLabel={text.time}
          yLabel={text.way}
          measurements={measurements.value}
          positionAt={(t) => positionAt(motion.value, t)}
          onDrag={move}
        />
        <Plane
          name={text.map(text.kinds[kind.value])}
          domain={DOMAIN}
          field={field}
          surface
          xLabel="v₀"
          yLabel="a"
          onPlace={(v0, a) => (motion.value = { v0: Math.round(v0 * 20) / 20, a: Math.round(a * 20) / 20 })}
        >
          {({ x, y }) => <circle class="ring" cx={x(motion.value.v0)} cy={y(motion.value.a)} r={8} />}
        </Plane>
      </div>
      <p class="stage-large tabular-numbers">
        {text.loss} <strong data-loss>{numberText(loss)}</strong>
      </p>
      {kind.value === "signed" && loss < 0 && <p class="stage-note">{text.below}</p>}
      <div class="stage-grid stage-halves">
        <div class="stage-column">
          <Slider
            name="v0"
            label={text.v0}
            value={motion.value.v0}
            range={[...V0, 0.05]}
            onSlide={(v0) => (motion.value = { ...motion.value, v0 })}
          />
          <Slider
            name="a"
            label={text.a}
            value={motion.value.a}
            range={[...A, 0.05]}
            onSlide={(a) => (motion.value = { ...motion.value, a })}
          />
        </div>
        <div class="stage-column">
          <Choice
            name="which"
            label={text.which}
            value={String(selected.value)}
            choices={measurements.value.map((_, at) => String(at))}
            nameOf={(at) => String(Number(at) + 1)}
            onChoose={(at) => (selected.value = Number(at))}
          />
          {chosen && (
            <Slider
              name="measurement"
              label={text.measurement(selected.value + 1)}
              value={chosen.x}
              range={[-5, 20, 0.1]}
              onSlide={(x) => {
                move(selected.value, x);
              }}
            />
          )}
        </div>
      </div>
      <div class="stage-row">
        <Action name="fit" main disabled={kind.value === "signed" || request.busy.value} onPress={fit}>
          {text.fit}
        </Action>
        <Action name="outlier" onPress={drawOutlier}>
          {text.outlier}
        </Action>
        <Action
          name="reset"
          onPress={() => {
            measurements.value = INITIAL_MEASUREMENTS;
            fitted.value = undefined;
          }}
        >
          {text.reset}
        </Action>
      </div>
      <ServerStatus request={request} />
      {kind.value === "signed" && <p class="stage-note">{text.noFit}</p>}
      {fitted.value && (
        <p
          class="stage-note"
          role="status"
          data-fitted={`${String(fitted.value.v0)} ${String(fitted.value.a)}`}
        >
          {text.fitted(numberText(fitted.value.v0, 3), numberText(fitted.value.a, 3))}
        </p>
      )}
    </div>
  );
}

/**
 * The loss over the parameters, from -1 to 1. Scaled by a root, so that the minimum is visible; the signed loss has
 * none and is linear.
 */
function lossField(kind: ErrorKind, measurements: readonly Measurement[]): ScalarField {
  const values = Float32Array.from({ length: RESOLUTION * RESOLUTION }, (_, at) => {
    const v0 = V0[0] + ((V0[1] - V0[0]) * (at % RESOLUTION)) / (RESOLUTION - 1);
    const a = A[1] - ((A[1] - A[0]) * Math.floor(at / RESOLUTION)) / (RESOLUTION - 1);
    return lossOf(kind, { v0, a }, measurements);
  });
  const lowest = values.reduce((minimum, each) => Math.min(minimum, each), Infinity);
  const highest = values.reduce((maximum, each) => Math.max(maximum, each), -Infinity);
  const share = (value: number) => (value - lowest) / (highest - lowest);
  const power = { signed: 1, absolute: 0.7, squared: 0.4 }[kind];
  return { resolution: RESOLUTION, values: values.map((each) => 2 * share(each) ** power - 1) };
}
