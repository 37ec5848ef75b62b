import { useComputed, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { APPROXIMATION } from "../../../i18n/labs/approximation";
import {
  bumpsOf,
  fitted,
  gridOf,
  hiddenUnitsOf,
  largestError,
  modulusOfContinuity,
  outputOf,
  stepsOf,
  TARGETS,
  withStep,
  type Bump,
  type TargetName,
} from "../../../model/labs/approximation/bumps";
import { numberText } from "../../../render/format";
import { LineChart } from "../../charts/line-chart";
import { Action } from "../../controls/action";
import { Choice } from "../../controls/choice";
import { Slider } from "../../controls/slider";
import { useTexts } from "../../course/course-context";
import { useLabActions } from "../../course/inline-lab/use-lab-actions";
import { NumberTable } from "../../course/components/number-table";
import { BumpChart, HEIGHTS } from "./bump-chart";
import "./approximation.css";

const NAMES = Object.keys(TARGETS) as TargetName[];
const START = 6;
const MOST = 40;
/** Up to this number the bumps can be chosen one by one. */
const MOST_CHOICES = 12;
/** Positions of the slider of the steepness. */
const STEEPNESS = [5, 10, 20, 50, 100, 200, 500, 1000, 5000] as const;
const GRID = gridOf(400);

/** A network of one hidden layer that approximates a function with bumps: pairs of hidden units. */
export default function ApproximationLab() {
  const text = useTexts(APPROXIMATION);
  const target = useSignal<TargetName>("nielsen");
  const bumps = useSignal<readonly Bump[]>(useMemo(() => bumpsOf(TARGETS.nielsen, START), []));
  const steepness = useSignal(STEEPNESS.indexOf(1000));
  const selected = useSignal(0);
  const f = TARGETS[target.value];
  const w = STEEPNESS[steepness.value] ?? 1000;
  const units = useMemo(() => hiddenUnitsOf(bumps.value, w), [bumps.value, w]);
  const error = useMemo(() => largestError(f, (x) => outputOf(units, x), 1000), [f, units]);
  const errors = useComputed(() => errorsByCount(target.value)).value;
  const bound = errors.bounds[bumps.value.length - 1]?.[1] ?? 0;
  const bump = bumps.value[selected.value];
  const steps = stepsOf(bumps.value);
  const setCount = (count: number) => {
    bumps.value = bumpsOf(TARGETS[target.value], count);
    selected.value = 0;
  };
  const setHeight = (at: number, height: number) => {
    const before = bumps.value[at];
    if (before) bumps.value = bumps.value.with(at, { ...before, height });
    selected.value = at;
  };
  const show = (count: number, w: (typeof STEEPNESS)[number], name = target.value) => {
    target.value = name;
    steepness.value = STEEPNESS.indexOf(w);
    setCount(count);
  };
  const flatten = () => (bumps.value = bumps.value.map((each) => ({ ...each, height: 0 })));
  useLabActions("approximation", {
    start: () => show(START, 1000, "nielsen"),
    five: () => show(5, 5000, "square"),
    many: () => show(MOST, 5000),
    "flat-steps": () => show(START, 10),
    "by-hand": () => {
      show(START, 1000);
      flatten();
    },
  });
  return (
    <div class="stage-column" data-error={error.toFixed(4)} data-bound={bound.toFixed(4)}>
      <Choice
        name="target"
        label={text.target}
        value={target.value}
        choices={NAMES}
        nameOf={(name) => text.targets[name]}
        onChoose={(name) => {
          target.value = name;
          bumps.value = bumpsOf(TARGETS[name], bumps.value.length);
        }}
      />
      <BumpChart
        target={GRID.map((x) => [x, f(x)])}
        output={GRID.map((x) => [x, outputOf(units, x)])}
        bumps={bumps.value}
        handles={bumps.value.length <= MOST_CHOICES}
        onHeight={setHeight}
        onStep={(step, x) => (bumps.value = withStep(bumps.value, step, x))}
      />
      <p class="tabular-numbers">
        {text.error(bumps.value.length, numberText(error, 3), numberText(bound, 3), error <= bound + 1e-6)}
      </p>
      <div class="stage-halves">
        <div class="stage-column">
          <Slider
            name="count"
            label={text.count}
            value={bumps.value.length}
            range={[1, MOST, 1]}
            onSlide={setCount}
          />
          <Slider
            name="steepness"
            label={text.steepness}
            value={steepness.value}
            shown={String(w)}
            range={[0, STEEPNESS.length - 1, 1]}
            onSlide={(value) => (steepness.value = value)}
          />
          <div class="stage-row">
            <Action name="flatten" onPress={flatten}>
              {text.flatten}
            </Action>
            <Action name="fit" main onPress={() => (bumps.value = fitted(bumps.value, f))}>
              {text.fit}
            </Action>
            <Action
              name="reset"
              onPress={() => {
                setCount(bumps.value.length);
              }}
            >
              {text.reset}
            </Action>
          </div>
          <LineChart
            name={text.errorChart}
            series={[
              { name: text.bound, dots: errors.bounds, tone: 1 },
              { name: text.largestError, dots: errors.errors, tone: 2 },
            ]}
            xLabel={text.count}
            y={[0, 1]}
            height={130}
          />
        </div>
        {bumps.value.length <= MOST_CHOICES && bump && (
          <div class="stage-column">
            <Choice
              name="bump"
              label={text.bump}
              value={String(selected.value)}
              choices={bumps.value.map((_, at) => String(at))}
              nameOf={(at) => String(Number(at) + 1)}
              onChoose={(at) => (selected.value = Number(at))}
            />
            <Slider
              name="height"
              label={text.height}
              value={bump.height}
              range={[HEIGHTS[0], HEIGHTS[1], 0.01]}
              onSlide={(height) => {
                setHeight(selected.value, height);
              }}
            />
            {[0, 1].map((side) => (
              <Slider
                key={side}
                name={side === 0 ? "from" : "to"}
                label={side === 0 ? text.from : text.to}
                value={steps[selected.value + side] ?? 0}
                range={[-0.1, 1.1, 0.01]}
                onSlide={(x) => (bumps.value = withStep(bumps.value, selected.value + side, x))}
              />
            ))}
            <NumberTable caption={text.units} columns={["", "w", "b", "−b/w", text.output]}>
              {units.slice(2 * selected.value, 2 * selected.value + 2).map((unit, side) => (
                <tr key={side} data-unit={side}>
                  <th scope="row">{text.unit(2 * selected.value + side + 1)}</th>
                  <td>{numberText(unit.w)}</td>
                  <td>{numberText(unit.b)}</td>
                  <td>{numberText(-unit.b / unit.w, 3)}</td>
                  <td>{numberText(unit.output, 3)}</td>
                </tr>
              ))}
            </NumberTable>
          </div>
        )}
      </div>
    </div>
  );
}

type Curve = readonly (readonly [count: number, value: number])[];

/** By number of bumps: the modulus of continuity at 1/N, and the error with steep steps. */
function errorsByCount(name: TargetName): { readonly bounds: Curve; readonly errors: Curve } {
  const f = TARGETS[name];
  const counts = Array.from({ length: MOST }, (_, at) => at + 1);
  return {
    bounds: counts.map((count) => [count, modulusOfContinuity(f, 1 / count)]),
    errors: counts.map((count) => {
      const units = hiddenUnitsOf(bumpsOf(f, count), 5000);
      return [count, largestError(f, (x) => outputOf(units, x), 400)];
    }),
  };
}
