import type { ChoiceOption } from "../../../model/course/article";
import { TextInlines } from "../text-inlines";

/** The options of a question as buttons. Pressing one answers the question. */
export function ChoiceAnswers({
  options,
  given,
  onChoose,
}: {
  readonly options: readonly ChoiceOption[];
  /** Position of the chosen option. */
  readonly given: string | undefined;
  readonly onChoose: (option: string) => void;
}) {
  return (
    <ul class="options">
      {options.map(({ label, right }, at) => {
        const chosen = given === String(at);
        return (
          <li key={at}>
            <button
              type="button"
              class="option"
              aria-pressed={chosen}
              data-option={at}
              data-verdict={chosen ? (right ? "right" : "wrong") : undefined}
              onClick={() => {
                onChoose(String(at));
              }}
            >
              {/* Not hidden from screen readers: an option that is a formula only has no other text in its name. */}
              <span class="option-letter">{"ABCDEFGH"[at]}</span>
              <span>
                <TextInlines inlines={label} />
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
