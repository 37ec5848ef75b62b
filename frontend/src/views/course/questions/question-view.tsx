import type { FunctionComponent } from "preact";
import { useRef } from "preact/hooks";
import { QUESTION_TEXTS } from "../../../i18n/questions";
import type { Block, GradedQuestion } from "../../../model/course/article";
import { gradeOf, type Grade } from "../../../model/course/graded-question";
import { useCourse, useTexts } from "../course-context";
import { ChoiceAnswers } from "./choice-answers";
import { NumberAnswer } from "./number-answer";
import { questionName } from "./question-name";
import "./questions.css";

export type WordsView = FunctionComponent<{ readonly blocks: readonly Block[] }>;

/**
 * A question that is graded at once. Its answer lasts as long as the tab.
 *
 * @param props.words renders blocks
 */
export function QuestionView({
  question,
  words: Words,
}: {
  readonly question: GradedQuestion;
  readonly words: WordsView;
}) {
  const text = useTexts(QUESTION_TEXTS);
  const { answers, place } = useCourse();
  const box = useRef<HTMLElement>(null);
  const name = questionName(place, question);
  const given = answers.given.value.get(name);
  const grade = gradeOf(question, given);
  const give = (answer: string | undefined) => {
    answers.give(name, answer);
  };
  const id = `question-${String(question.id)}`;
  return (
    <section
      class="box box-graded"
      aria-labelledby={id}
      data-question={question.id}
      data-verdict={grade?.verdict}
      ref={box}
    >
      <h2 id={id}>{text.question(question.id)}</h2>
      <Words blocks={question.prompt} />
      {question.type === "choice" ? (
        <ChoiceAnswers options={question.options} given={given} onChoose={give} />
      ) : (
        <NumberAnswer key={name} name={text.question(question.id)} given={given} onGive={give} />
      )}
      <div class="graded-feedback" role="status">
        {grade && (
          <>
            <p class={`verdict verdict-${grade.verdict}`}>{verdictText(grade, text)}</p>
            <Words blocks={grade.feedback} />
          </>
        )}
      </div>
      {grade && (
        <button
          type="button"
          class="plain"
          data-action="retry"
          onClick={() => {
            give(undefined);
            box.current?.querySelector<HTMLElement>(".option, input")?.focus();
          }}
        >
          {text.tryAgain}
        </button>
      )}
    </section>
  );
}

function verdictText({ verdict }: Grade, text: (typeof QUESTION_TEXTS)["en"]): string {
  return text.verdicts[verdict];
}
