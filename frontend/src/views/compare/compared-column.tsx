import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { COMPARE_TEXTS } from "../../i18n/compare";
import { encodeAddress } from "../../model/address/address";
import { DEFAULT_VIEW } from "../../model/address/view-settings";
import { differences } from "../../model/experiment/differences";
import {
  settingChoices,
  settingOf,
  settingsOf,
  withSetting,
  type SettingName,
} from "../../model/experiment/setting";
import { BUILT_IN_CATALOG as CATALOG } from "../../model/spec/built-in-catalog";
import { lossText } from "../../render/format";
import type { ComparedJob } from "../../state/compare/compared-job";
import type { Comparison } from "../../state/compare/comparison";
import { Icon } from "../controls/icons";
import { pressable } from "../controls/pressable";
import { ServerStatus } from "../course/components/server-status";
import { useCourse, useTexts } from "../course/course-context";
import { hrefOf } from "../course/links";
import { Select } from "../experiments/select";
import { settingName, settingValueText } from "../experiments/setting-text";
import { useSettingTexts } from "../experiments/use-setting-texts";
import { ComparedNetwork } from "./compared-network";
import { ComparedPlane } from "./compared-plane";

/** Letters of the networks, in their order. */
export function letterOf(at: number): string {
  return String.fromCharCode("A".charCodeAt(0) + at);
}

/** The line of a network in the chart: its colour and its dashes. */
export function LineSample({ at }: { readonly at: number }) {
  return (
    <svg width="26" height="8" aria-hidden="true">
      <path class={`series series-${String(at)}`} d="M0 4H26" />
    </svg>
  );
}

/** One of the networks: its plane, its losses, the network, and what can be changed. */
export function ComparedColumn({
  comparison,
  job,
  at,
  focused,
  onFocused,
  onDuplicate,
}: {
  readonly comparison: Comparison;
  readonly job: ComparedJob;
  readonly at: number;
  /** Whether the choice of what to change gets the focus. */
  readonly focused: boolean;
  readonly onFocused: () => void;
  readonly onDuplicate: () => void;
}) {
  const page = useCourse();
  const text = useTexts(COMPARE_TEXTS);
  const letter = letterOf(at);
  const address = encodeAddress({ spec: job.spec, view: DEFAULT_VIEW, unknown: [] });
  const canRemove = comparison.jobs.value.length > 2;
  return (
    <article class="compared" data-network={letter} aria-label={text.network(letter)}>
      <header class="compared-head">
        <h2>
          {letter} <LineSample at={at} />
        </h2>
        <div class="compared-actions">
          <button
            type="button"
            class="quiet"
            data-action="duplicate"
            aria-label={text.duplicateName(letter)}
            title={comparison.isFull.value ? text.full : text.duplicateName(letter)}
            {...pressable(!comparison.isFull.value, onDuplicate)}
          >
            {text.duplicate}
          </button>
          <a
            class="quiet"
            data-action="open"
            aria-label={text.openName(letter)}
            href={hrefOf({ ...page, playground: address }, { type: "home" })}
          >
            {text.open}
          </a>
          <button
            type="button"
            class="quiet round"
            data-action="remove"
            aria-label={text.removeName(letter)}
            title={text.removeName(letter)}
            hidden={!canRemove}
            onClick={() => {
              comparison.remove(job);
              document.querySelector<HTMLElement>(".compare h1")?.focus();
            }}
          >
            <Icon name="close" size={16} />
          </button>
        </div>
      </header>
      <OwnSettings comparison={comparison} at={at} />
      <ComparedPlane job={job} letter={letter} />
      <Losses job={job} />
      <ComparedNetwork job={job} letter={letter} />
      <ChangeOne comparison={comparison} job={job} letter={letter} focused={focused} onFocused={onFocused} />
      {job.failed.value && <ServerStatus request={{ busy: comparison.playing, failed: job.failed }} />}
    </article>
  );
}

/** In what this network differs from the others, in a few words. */
function OwnSettings({ comparison, at }: { readonly comparison: Comparison; readonly at: number }) {
  const text = useTexts(COMPARE_TEXTS);
  const names = useSettingTexts();
  const different = differences(comparison.jobs.value.map(({ spec }) => spec));
  const parts = different.flatMap((each) => {
    if (each.type === "field") return [];
    const value = each.values[at];
    return value === undefined
      ? []
      : [`${settingName(names, each.name)} ${settingValueText(names, each.name, value)}`];
  });
  return (
    <p class="compared-settings">
      {parts.length === 0
        ? text.same
        : parts.map((part, place) => (
            <>
              <span>
                {part}
                {place < parts.length - 1 && " ·"}
              </span>{" "}
            </>
          ))}
    </p>
  );
}

function Losses({ job }: { readonly job: ComparedJob }) {
  const text = useTexts(COMPARE_TEXTS);
  const frame = job.past.frame.value;
  return (
    <dl class="compared-losses tabular-numbers">
      <div>
        <dt>{text.testLoss}</dt>
        <dd data-testid="test-loss">{lossText(frame?.testLoss)}</dd>
      </div>
      <div>
        <dt>{text.trainLoss}</dt>
        <dd data-testid="train-loss">{lossText(frame?.trainLoss)}</dd>
      </div>
    </dl>
  );
}

/** One setting and its value. */
function ChangeOne({
  comparison,
  job,
  letter,
  focused,
  onFocused,
}: {
  readonly comparison: Comparison;
  readonly job: ComparedJob;
  readonly letter: string;
  readonly focused: boolean;
  readonly onFocused: () => void;
}) {
  const text = useTexts(COMPARE_TEXTS);
  const names = useSettingTexts();
  const chosen = useSignal<SettingName | undefined>(undefined);
  useEffect(() => {
    if (focused) onFocused();
  }, [focused]);
  const offered = settingsOf(job.spec);
  const [different] = differences(comparison.jobs.value.map(({ spec }) => spec));
  const usual =
    different?.type === "setting" && offered.includes(different.name) ? different.name : "learningRate";
  const setting = chosen.value && offered.includes(chosen.value) ? chosen.value : usual;
  const name = settingName(names, setting);
  return (
    <div class="compared-change">
      <Select
        name="setting"
        label={text.change}
        accessibleName={text.changeName(letter)}
        value={setting}
        choices={offered}
        nameOf={(each) => settingName(names, each)}
        focused={focused}
        onChoose={(each) => (chosen.value = each)}
      />
      <Select
        name="value"
        label={text.to}
        accessibleName={text.toName(name, letter)}
        value={settingOf(job.spec, setting) ?? ""}
        choices={settingChoices(job.spec, setting, CATALOG)}
        nameOf={(value) => settingValueText(names, setting, value)}
        onChoose={(value) => {
          chosen.value = setting;
          comparison.change(job, withSetting(job.spec, setting, value, CATALOG));
        }}
      />
    </div>
  );
}
