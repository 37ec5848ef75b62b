import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { Range } from "../../model/spec/catalog";
import type { FormField } from "../../model/training/problem";
import { usePage } from "../page-context";
import { RangeInput } from "./slider";

interface FieldProps {
  readonly field: FormField;
  readonly label: ComponentChildren;
  /** TensorFlow Playground's name of the control, used by the address to hide it. */
  readonly hideKey?: string;
  /** One sentence: what the setting does and what to try. */
  readonly hint: string;
  readonly disabled?: boolean;
}

interface ControlProps {
  readonly id: string;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly disabled: boolean;
}

/** Label, control, hint for screen readers, and the server's error. */
function FieldFrame({
  field,
  label,
  hint,
  hideKey,
  disabled = false,
  class: kind = "",
  extra,
  children,
}: FieldProps & {
  readonly class?: string;
  /** A second control in the line of the label. */
  readonly extra?: (parts: ControlProps) => ComponentChildren;
  readonly children: (parts: ControlProps) => ComponentChildren;
}) {
  const id = useId();
  const { store } = usePage();
  const error = store.fieldErrors.value.get(field);
  const parts = {
    id,
    describedBy: `${id}-hint ${id}-error`,
    invalid: error !== undefined,
    disabled: disabled || !store.editable.value,
  };
  return (
    <div
      class={`field ${kind} ${error === undefined ? "" : "field-invalid"}`.trim()}
      data-field={field}
      data-hint={hint}
      hidden={hideKey !== undefined && store.hidden.value.has(hideKey)}
    >
      <label for={id}>{label}</label>
      {extra?.(parts)}
      {children(parts)}
      <span id={`${id}-hint`} hidden>
        {hint}
      </span>
      <span class="field-error" id={`${id}-error`} role="alert">
        {error}
      </span>
    </div>
  );
}

function byNumber(left: string | number, right: string | number): number {
  return Number(left) - Number(right);
}

export function SelectField<T extends string | number>({
  value,
  choices,
  nameOf = String,
  onChoose,
  ...frame
}: FieldProps & {
  readonly value: T;
  readonly choices: readonly T[];
  readonly nameOf?: (choice: T) => string;
  readonly onChoose: (choice: T) => void;
}) {
  const all = choices.includes(value) ? choices : [value, ...choices];
  const ordered = all === choices || typeof value !== "number" ? all : all.toSorted(byNumber);
  return (
    <FieldFrame {...frame}>
      {({ id, describedBy, invalid, disabled }) => (
        <span class="select">
          <select
            id={id}
            disabled={disabled}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            value={String(value)}
            onChange={({ currentTarget }) => {
              const choice = ordered[currentTarget.selectedIndex];
              if (choice !== undefined) onChoose(choice);
            }}
          >
            {ordered.map((choice) => (
              <option key={choice} value={String(choice)} selected={choice === value}>
                {nameOf(choice)}
              </option>
            ))}
          </select>
        </span>
      )}
    </FieldFrame>
  );
}

/**
 * A number. Input is sent to the server unchecked, and the server reports errors. An empty input means undefined; the
 * placeholder says what that means.
 */
export function NumberField({
  value,
  range,
  placeholder = "",
  onEnter,
  ...frame
}: FieldProps & {
  readonly value: number | undefined;
  readonly range?: Range | undefined;
  readonly placeholder?: string;
  readonly onEnter: (value: number | undefined) => void;
}) {
  return (
    <FieldFrame {...frame}>
      {(parts) => (
        <NumberInput
          {...parts}
          value={value}
          range={range}
          step={range?.integer ? 1 : "any"}
          placeholder={placeholder}
          onEnter={onEnter}
        />
      )}
    </FieldFrame>
  );
}

function NumberInput({
  id,
  describedBy,
  invalid,
  label,
  value,
  range,
  step,
  placeholder = "",
  disabled,
  onEnter,
}: ControlProps & {
  readonly label?: string;
  readonly value: number | undefined;
  readonly range: { readonly minimum: number; readonly maximum: number | undefined } | undefined;
  readonly step: number | "any";
  readonly placeholder?: string;
  readonly onEnter: (value: number | undefined) => void;
}) {
  // Keeps the typed text when an event of the training causes a render.
  const [typed, setTyped] = useState<string>();
  return (
    <input
      id={id}
      type="number"
      class="tabular-numbers"
      inputMode="decimal"
      disabled={disabled}
      min={range?.minimum}
      max={range?.maximum}
      step={step}
      value={typed ?? value ?? ""}
      placeholder={placeholder}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      onInput={({ currentTarget }) => {
        setTyped(currentTarget.value);
      }}
      onBlur={() => {
        setTyped(undefined);
      }}
      onChange={({ currentTarget }) => {
        const { valueAsNumber: entered } = currentTarget;
        setTyped(undefined);
        onEnter(Number.isFinite(entered) ? entered : undefined);
      }}
    />
  );
}

export function SwitchField({
  value,
  onSwitch,
  ...frame
}: FieldProps & {
  readonly value: boolean;
  readonly onSwitch: (value: boolean) => void;
}) {
  return (
    <FieldFrame {...frame} class="field-switch">
      {({ id, describedBy, invalid, disabled }) => (
        <input
          id={id}
          type="checkbox"
          checked={value}
          disabled={disabled}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          onChange={({ currentTarget }) => {
            onSwitch(currentTarget.checked);
          }}
        />
      )}
    </FieldFrame>
  );
}

/** A slider, with a number input in the line of its label. */
export function RangeField({
  label,
  unit = "",
  value,
  range,
  inputMaximum,
  onSlide,
  ...frame
}: FieldProps & {
  readonly label: string;
  /** Shown after the number. */
  readonly unit?: string;
  readonly value: number;
  readonly range: { readonly minimum: number; readonly maximum: number; readonly step: number };
  /** Maximum of the number input, which may exceed the slider's. */
  readonly inputMaximum: number | undefined;
  readonly onSlide: (value: number) => void;
}) {
  const maximum = Math.max(range.maximum, value);
  return (
    <FieldFrame
      {...frame}
      label={label}
      class="field-range"
      extra={(parts) => (
        <span class="range-number">
          <NumberInput
            {...parts}
            id={`${parts.id}-number`}
            label={label}
            value={value}
            range={{ minimum: range.minimum, maximum: inputMaximum }}
            step={1}
            onEnter={(entered) => {
              if (entered !== undefined) onSlide(entered);
            }}
          />
          {unit}
        </span>
      )}
    >
      {({ id, describedBy, invalid, disabled }) => (
        <RangeInput
          id={id}
          disabled={disabled}
          minimum={Math.min(range.minimum, value)}
          maximum={maximum}
          step={range.step}
          value={value}
          valueText={`${String(value)}${unit}`}
          describedBy={describedBy}
          invalid={invalid}
          onSlide={onSlide}
        />
      )}
    </FieldFrame>
  );
}
