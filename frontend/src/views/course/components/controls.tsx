import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { numberText } from "../../../render/format";

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
      <input
        id={id}
        type="range"
        min={minimum}
        max={maximum}
        step={step}
        value={value}
        aria-valuetext={shown}
        style={{ "--share": `${String(((value - minimum) / (maximum - minimum)) * 100)}%` }}
        onInput={({ currentTarget }) => {
          onSlide(currentTarget.valueAsNumber);
        }}
      />
    </div>
  );
}

/** Radio buttons for a few choices. */
export function Choice<T extends string>({
  name,
  label,
  value,
  choices,
  nameOf,
  onChoose,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: T;
  readonly choices: readonly T[];
  readonly nameOf: (choice: T) => string;
  readonly onChoose: (choice: T) => void;
}) {
  const id = useId();
  return (
    <fieldset class="choice" data-control={name}>
      <legend>{label}</legend>
      <div class="choice-row">
        {choices.map((choice) => (
          <label key={choice} class="choice-item" data-choice={choice}>
            <input
              type="radio"
              name={id}
              checked={choice === value}
              onChange={() => {
                onChoose(choice);
              }}
            />
            <span>{nameOf(choice)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Action({
  name,
  main = false,
  disabled = false,
  onPress,
  children,
}: {
  readonly name: string;
  readonly main?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class={main ? "action action-main" : "action"}
      data-action={name}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
