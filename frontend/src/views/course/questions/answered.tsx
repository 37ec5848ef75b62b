import { QUESTION_TEXTS } from "../../../i18n/questions";
import type { Article } from "../../../model/course/article";
import { gradedQuestionsOf } from "../../../model/course/blocks";
import { gradeOf } from "../../../model/course/graded-question";
import { useCourse, useTexts } from "../course-context";
import { questionName } from "./question-name";

/** How many of the lesson's graded questions are answered right; nothing if it has none. */
export function AnsweredQuestions({ article }: { readonly article: Article }) {
  const text = useTexts(QUESTION_TEXTS);
  const { answers, place } = useCourse();
  const questions = gradedQuestionsOf(article.blocks);
  if (questions.length === 0) return null;
  const given = answers.given.value;
  const right = questions.filter(
    (question) => gradeOf(question, given.get(questionName(place, question)))?.verdict === "right",
  ).length;
  return (
    <p class="answered tabular-numbers" data-right={right}>
      {text.answered(right, questions.length)}
    </p>
  );
}
