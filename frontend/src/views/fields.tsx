import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Field } from "../model/problem";
import { usePage } from "./page-context";

interface FrameProps {
  readonly field: Field;
  readonly label: ComponentChildren;
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
  children,
}: FrameProps & { readonly children: (parts: Parts) => ComponentChildren }) {
  const id = useId();
  const error = usePage().store.fieldErrors.value.get(field);
  return (
    <div class={error === undefined ? "field" : "field field-wrong"} data-field={field}>
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
  const ordered = typeof value === "number" ? all.toSorted((a, b) => Number(a) - Number(b)) : all;
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

export function RangeField({
  label,
  shown,
  value,
  range,
  onSlide,
  ...frame
}: FrameProps & {
  /** The value in the reader's words, beside the label. */
  readonly shown: string;
  readonly value: number;
  readonly range: { readonly minimum: number; readonly maximum: number; readonly step: number };
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
