import { SWEEP_TEXTS } from "../../i18n/sweep";
import { encodeAddress } from "../../model/address/address";
import { DEFAULT_VIEW } from "../../model/address/view-settings";
import { settingChoices, type SettingValue } from "../../model/experiment/setting";
import { BUILT_IN_CATALOG as CATALOG } from "../../model/spec/built-in-catalog";
import type { Stop } from "../../model/training/job";
import {
  axisNames,
  axisOf,
  SEED_COUNTS,
  sweepAxis,
  type AxisChoice,
  type AxisName,
} from "../../model/sweep/axis-choice";
import type { SweepPlan } from "../../model/sweep/ready-sweeps";
import { combinations } from "../../model/sweep/sweep";
import { Action } from "../controls/action";
import { Icon } from "../controls/icons";
import { useCourse, useTexts } from "../course/course-context";
import { hrefOf } from "../course/links";
import { Select } from "../experiments/select";
import { settingName, settingValueText } from "../experiments/setting-text";
import { useSettingTexts } from "../experiments/use-setting-texts";

/** What changes from training to training, and when each of them stops. */
export function SweepForm({
  plan,
  busy,
  onChange,
  onStart,
}: {
  readonly plan: SweepPlan;
  readonly busy: boolean;
  readonly onChange: (plan: SweepPlan) => void;
  readonly onStart: () => void;
}) {
  const page = useCourse();
  const text = useTexts(SWEEP_TEXTS);
  const { spec, axes, stop } = plan;
  const { sweepAxes, sweepJobs } = CATALOG.limits;
  const jobs = combinations(axes.map((axis) => sweepAxis(spec, axis, CATALOG)));
  const fits = jobs >= 1 && jobs <= sweepJobs && axes.length > 0;
  const withAxis = (at: number, axis: AxisChoice) => {
    onChange({ ...plan, axes: axes.map((each, index) => (index === at ? axis : each)) });
  };
  const [free] = axisNames(spec, axes);
  const address = encodeAddress({ spec, view: DEFAULT_VIEW, unknown: [] });
  return (
    <section class="sweep-form" aria-labelledby="sweep-plan">
      <h2 id="sweep-plan">{text.plan}</h2>
      <p>
        <a href={hrefOf({ ...page, playground: address }, { type: "home" })}>{text.openNetwork}</a>
      </p>
      {axes.map((axis, at) => (
        <AxisFields
          key={at}
          number={at + 1}
          plan={plan}
          axis={axis}
          onChange={(changed) => {
            withAxis(at, changed);
          }}
          onRemove={
            axes.length > 1
              ? () => {
                  onChange({ ...plan, axes: axes.filter((_, index) => index !== at) });
                }
              : undefined
          }
        />
      ))}
      {axes.length < sweepAxes && free !== undefined && (
        <Action
          name="add-axis"
          onPress={() => {
            onChange({ ...plan, axes: [axisOf(spec, free, CATALOG), ...axes] });
          }}
        >
          {text.addAxis}
        </Action>
      )}
      <div class="sweep-stop">
        <StopField
          name="epochs"
          label={text.epochs}
          value={stop.epochs}
          onEnter={(epochs) => {
            onChange({ ...plan, stop: withStop(stop, { epochs }) });
          }}
        />
        <StopField
          name="target"
          label={text.target}
          placeholder={text.targetHint}
          value={stop.targetTestLoss}
          onEnter={(targetTestLoss) => {
            onChange({ ...plan, stop: withStop(stop, { targetTestLoss }) });
          }}
        />
      </div>
      <div class="stage-row">
        <Action name="start" main disabled={!fits || busy} onPress={onStart}>
          {text.start}
        </Action>
        <p role="status" data-jobs={jobs}>
          {jobs > sweepJobs ? text.tooMany(jobs, sweepJobs) : text.count(jobs)}
        </p>
      </div>
    </section>
  );
}

type StopChange =
  Readonly<Record<"epochs", number | undefined>> | Readonly<Record<"targetTestLoss", number | undefined>>;

function withStop(stop: Stop, change: StopChange): Stop {
  const entries = Object.entries({ ...stop, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

function StopField({
  name,
  label,
  value,
  placeholder = "",
  onEnter,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: number | undefined;
  readonly placeholder?: string;
  readonly onEnter: (value: number | undefined) => void;
}) {
  return (
    <label class="field" data-control={name}>
      {label}
      <input
        type="number"
        min={0}
        step={name === "epochs" ? 1 : "any"}
        value={value ?? ""}
        placeholder={placeholder}
        onChange={({ currentTarget: { valueAsNumber } }) => {
          onEnter(Number.isFinite(valueAsNumber) ? valueAsNumber : undefined);
        }}
      />
    </label>
  );
}

const SEEDS = "seeds" as const;

function AxisFields({
  number,
  plan: { spec, axes },
  axis,
  onChange,
  onRemove,
}: {
  readonly number: number;
  readonly plan: SweepPlan;
  readonly axis: AxisChoice;
  readonly onChange: (axis: AxisChoice) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const text = useTexts(SWEEP_TEXTS);
  const names = useSettingTexts();
  const others = axes.filter((each) => each !== axis);
  const offersSeeds = others.every(({ type }) => type !== "seeds");
  const offered: readonly (AxisName | typeof SEEDS)[] = [
    ...(offersSeeds ? [SEEDS] : []),
    ...axisNames(spec, others),
  ];
  return (
    <fieldset class="sweep-axis" data-axis={number}>
      <legend class="visually-hidden">{text.axis(number)}</legend>
      <Select
        name="axis"
        label={text.axis(number)}
        value={axis.type === "seeds" ? SEEDS : axis.name}
        choices={offered}
        nameOf={(each) => (each === SEEDS ? text.seeds : settingName(names, each))}
        onChoose={(each) => {
          onChange(each === SEEDS ? { type: "seeds", count: 10 } : axisOf(spec, each, CATALOG));
        }}
      />
      {axis.type === "seeds" ? (
        <Select
          name="seed-count"
          label={text.seedCount}
          value={axis.count}
          choices={SEED_COUNTS}
          nameOf={String}
          onChoose={(count) => {
            onChange({ type: "seeds", count });
          }}
        />
      ) : (
        <AxisValues
          label={text.values(settingName(names, axis.name))}
          values={axis.values}
          choices={settingChoices(spec, axis.name, CATALOG)}
          nameOf={(value) => settingValueText(names, axis.name, value)}
          onChange={(values) => {
            onChange({ ...axis, values });
          }}
        />
      )}
      {onRemove && (
        <button
          type="button"
          class="quiet round"
          data-action="remove-axis"
          aria-label={text.removeAxis(number)}
          onClick={onRemove}
        >
          <Icon name="close" size={16} />
        </button>
      )}
    </fieldset>
  );
}

/** Some of the values on offer; the last one stays. */
function AxisValues({
  label,
  values,
  choices,
  nameOf,
  onChange,
}: {
  readonly label: string;
  readonly values: readonly SettingValue[];
  readonly choices: readonly SettingValue[];
  readonly nameOf: (value: SettingValue) => string;
  readonly onChange: (values: readonly SettingValue[]) => void;
}) {
  return (
    <div class="sweep-values" role="group" aria-label={label}>
      {choices.map((value) => {
        const isChosen = values.includes(value);
        return (
          <button
            key={value}
            type="button"
            class="sweep-value"
            aria-pressed={isChosen}
            data-value={value}
            onClick={() => {
              const left = choices.filter((each) => (each === value ? !isChosen : values.includes(each)));
              if (left.length > 0) onChange(left);
            }}
          >
            {nameOf(value)}
          </button>
        );
      })}
    </div>
  );
}
