import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { QUESTION_TEXTS } from "../../../i18n/questions";
import { AnswerForm } from "../components/answer-form";
import { useTexts } from "../course-context";

/** A field for a number, which is graded when its button or Enter is pressed. */
export function NumberAnswer({
  name,
  given,
  onGive,
}: {
  /** Name of the field for screen readers. */
  readonly name: string;
  /** The number that was graded, as typed. */
  readonly given: string | undefined;
  readonly onGive: (typed: string | undefined) => void;
}) {
  const text = useTexts(QUESTION_TEXTS);
  const typed = useSignal(given ?? "");
  useEffect(() => {
    if (given === undefined) typed.value = "";
  }, [given]);
  const check = () => {
    onGive(typed.value.trim() === "" ? undefined : typed.value);
  };
  return (
    <AnswerForm class="stage-row number-answer" onCheck={check}>
      <input
        type="text"
        autoComplete="off"
        class="tabular-numbers"
        aria-label={`${name}: ${text.yourNumber}`}
        placeholder={text.yourNumber}
        value={typed.value}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
        }}
      />
      <button type="button" class="action" data-action="check" onClick={check}>
        {text.check}
      </button>
    </AnswerForm>
  );
}
