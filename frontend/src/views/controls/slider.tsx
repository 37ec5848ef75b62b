import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { numberText } from "../../render/format";

/** The range input of every slider, filled up to its value. */
export function RangeInput({
  id,
  minimum,
  maximum,
  step,
  value,
  valueText,
  disabled = false,
  describedBy,
  invalid,
  pointerOnly = false,
  onSlide,
}: {
  readonly id: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  readonly value: number;
  /** The value for screen readers. */
  readonly valueText: string;
  readonly disabled?: boolean;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  /** For a slider beside a number that keys and screen readers use instead. */
  readonly pointerOnly?: boolean;
  readonly onSlide: (value: number) => void;
}) {
  const share = Math.min(Math.max((value - minimum) / (maximum - minimum), 0), 1);
  return (
    <input
      id={id}
      type="range"
      disabled={disabled}
      min={minimum}
      max={maximum}
      step={step}
      value={value}
      aria-valuetext={valueText}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      aria-hidden={pointerOnly || undefined}
      tabIndex={pointerOnly ? -1 : undefined}
      style={{ "--share": `${String(share * 100)}%` }}
      onInput={({ currentTarget }) => {
        onSlide(currentTarget.valueAsNumber);
      }}
    />
  );
}

/** A slider with its value in the label. */
export function Slider({
  name,
  label,
  value,
  range: [minimum, maximum, step],
  shown = numberText(value),
  onSlide,
}: {
  /** Name of the setting, for tests. */
  readonly name: string;
  readonly label: ComponentChildren;
  readonly value: number;
  readonly range: readonly [minimum: number, maximum: number, step: number];
  readonly shown?: string;
  readonly onSlide: (value: number) => void;
}) {
  const id = useId();
  return (
    <div class="field" data-control={name}>
      <label for={id}>
        {label} <output class="tabular-numbers">{shown}</output>
      </label>
      <RangeInput
        id={id}
        minimum={minimum}
        maximum={maximum}
        step={step}
        value={value}
        valueText={shown}
        onSlide={onSlide}
      />
    </div>
  );
}
