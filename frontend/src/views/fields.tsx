import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Field } from "../model/problem";
import { usePage } from "./page-context";

interface FrameProps {
  readonly field: Field;
  readonly label: ComponentChildren;
  /** TensorFlow Playground's name of the control, by which an address hides it. */
  readonly hideKey?: string;
  /** One sentence: what it does and what to try. */
  readonly hint: string;
}

interface Parts {
  readonly id: string;
  readonly describedBy: string;
  readonly invalid: boolean;
}

/** Label, control, the sentence that explains it, and what the server found wrong with it. */
function FieldFrame({
  field,
  label,
  hint,
  hideKey,
  children,
}: FrameProps & { readonly children: (parts: Parts) => ComponentChildren }) {
  const id = useId();
  const { store } = usePage();
  const error = store.fieldErrors.value.get(field);
  return (
    <div
      class={error === undefined ? "field" : "field field-wrong"}
      data-field={field}
      hidden={hideKey !== undefined && store.hidden.value.has(hideKey)}
    >
      <label for={id}>{label}</label>
      {children({ id, describedBy: `${id}-hint ${id}-error`, invalid: error !== undefined })}
      <span class="hint" id={`${id}-hint`} role="tooltip">
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
}: FrameProps & {
  readonly value: T;
  readonly choices: readonly T[];
  readonly nameOf?: (choice: T) => string;
  readonly onChoose: (choice: T) => void;
}) {
  const all = choices.includes(value) ? choices : [value, ...choices];
  const ordered = all === choices || typeof value !== "number" ? all : all.toSorted(byNumber);
  return (
    <FieldFrame {...frame}>
      {({ id, describedBy, invalid }) => (
        <span class="select">
          <select
            id={id}
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

/** A whole number that may be absent. */
export function NumberField({
  value,
  range,
  placeholder,
  onEnter,
  ...frame
}: FrameProps & {
  readonly value: number | undefined;
  readonly range: { readonly minimum: number; readonly maximum: number };
  readonly placeholder: string;
  readonly onEnter: (value: number | undefined) => void;
}) {
  return (
    <FieldFrame {...frame}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          type="number"
          class="figure"
          min={range.minimum}
          max={range.maximum}
          step={1}
          value={value ?? ""}
          placeholder={placeholder}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          onChange={({ currentTarget }) => {
            const entered = Math.round(currentTarget.valueAsNumber);
            const within = Math.min(Math.max(entered, range.minimum), range.maximum);
            onEnter(Number.isFinite(within) ? within : undefined);
          }}
        />
      )}
    </FieldFrame>
  );
}

export function RangeField({
  label,
  shown,
  value,
  range,
  disabled = false,
  onSlide,
  ...frame
}: FrameProps & {
  /** The value in the reader's words, beside the label. */
  readonly shown: string;
  readonly value: number;
  readonly range: { readonly minimum: number; readonly maximum: number; readonly step: number };
  readonly disabled?: boolean;
  readonly onSlide: (value: number) => void;
}) {
  const maximum = Math.max(range.maximum, value);
  const share = (value - range.minimum) / (maximum - range.minimum);
  return (
    <FieldFrame
      {...frame}
      label={
        <>
          {label} <output class="figure">{shown}</output>
        </>
      }
    >
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          type="range"
          disabled={disabled}
          min={Math.min(range.minimum, value)}
          max={maximum}
          step={range.step}
          value={value}
          aria-valuetext={shown}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          style={{ "--share": `${String(share * 100)}%` }}
          onInput={({ currentTarget }) => {
            onSlide(currentTarget.valueAsNumber);
          }}
        />
      )}
    </FieldFrame>
  );
}
