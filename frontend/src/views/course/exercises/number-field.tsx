import { EXERCISE_TEXTS } from "../../../i18n/exercise";
import type { Verdict } from "../../../model/course/exercise";
import { readTypedNumber } from "../../../model/course/typed-number";
import { Formula } from "../components/formula";
import { useTexts } from "../course-context";

/** A field for one number. It says if what is typed is not a number. */
export function NumberField({
  id,
  cell,
  step,
  label,
  verdict,
  value,
  onEnter,
}: {
  readonly id: string;
  readonly cell: string;
  /** Name of the step, for screen readers. */
  readonly step: string;
  /** In TeX. */
  readonly label: string;
  readonly verdict: Verdict | undefined;
  readonly value: string;
  readonly onEnter: (value: string) => void;
}) {
  const text = useTexts(EXERCISE_TEXTS);
  const typed = readTypedNumber(value).type;
  const problem = { invalid: text.notNumber, ambiguous: text.ambiguous, empty: "", number: "" }[typed];
  // A sign or a decimal point alone is the beginning of a number.
  const unfinished = /^\s*[-+−－.。．]?\s*$/.test(value);
  const shown = problem !== "" && !unfinished;
  return (
    <label class="exercise-cell" data-verdict={verdict} data-typed={typed}>
      <Formula tex={label} />
      <span class="exercise-field">
        <input
          type="text"
          inputMode="text"
          autoComplete="off"
          class="tabular-numbers"
          aria-label={`${step}: ${readableFormula(label)}`}
          aria-describedby={shown ? `${id}-problem` : undefined}
          data-cell={cell}
          aria-invalid={verdict === "wrong" || shown}
          value={value}
          onInput={({ currentTarget }) => {
            onEnter(currentTarget.value);
          }}
        />
        {shown && (
          <span class="exercise-problem" id={`${id}-problem`}>
            {problem}
          </span>
        )}
      </span>
    </label>
  );
}

/** Readable source of a formula. axe and some screen readers do not accept MathML as a label. */
function readableFormula(tex: string): string {
  return tex
    .replace(/\\partial/g, "∂")
    .replace(/\\(mathbf|hat|text|mathrm)/g, "")
    .replace(/[\\{}]/g, "");
}
