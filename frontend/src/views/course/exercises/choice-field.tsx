import type { Prose, Verdict } from "../../../model/course/exercise";
import { ProsePieces } from "./prose-view";

/** Options of which one is to be chosen. */
export function ChoiceField({
  name,
  options,
  verdict,
  chosen,
  onChoose,
}: {
  readonly name: string;
  readonly options: Prose;
  readonly verdict: Verdict | undefined;
  /** Index of the chosen option as text; "" if none is. */
  readonly chosen: string;
  readonly onChoose: (option: string) => void;
}) {
  return (
    <div class="exercise-options" data-verdict={verdict}>
      {options.map((option, at) => (
        <label key={at} class="exercise-option">
          <input
            type="radio"
            name={name}
            value={at}
            data-option={at}
            checked={chosen === String(at)}
            onChange={() => {
              onChoose(String(at));
            }}
          />
          <span>
            <ProsePieces pieces={option} />
          </span>
        </label>
      ))}
    </div>
  );
}
