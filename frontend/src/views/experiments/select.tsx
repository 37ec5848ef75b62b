import { useId } from "preact/hooks";

/** A choice from a list, with its label above or, for screen readers only, with a name of its own. */
export function Select<T extends string | number>({
  name,
  label,
  accessibleName = label,
  value,
  choices,
  nameOf,
  focused = false,
  onChoose,
}: {
  readonly name: string;
  readonly label: string;
  readonly accessibleName?: string;
  readonly value: T;
  readonly choices: readonly T[];
  readonly nameOf: (choice: T) => string;
  /** Whether it gets the focus when it appears. */
  readonly focused?: boolean;
  readonly onChoose: (choice: T) => void;
}) {
  const id = useId();
  return (
    <div class="field" data-control={name}>
      <label for={id}>{label}</label>
      <span class="select">
        <select
          id={id}
          ref={(element) => {
            if (focused) element?.focus();
          }}
          aria-label={accessibleName}
          value={String(value)}
          onChange={({ currentTarget }) => {
            const choice = choices[currentTarget.selectedIndex];
            if (choice !== undefined) onChoose(choice);
          }}
        >
          {choices.map((choice) => (
            <option key={choice} value={String(choice)} selected={choice === value}>
              {nameOf(choice)}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
