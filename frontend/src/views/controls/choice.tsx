import { useId } from "preact/hooks";

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
