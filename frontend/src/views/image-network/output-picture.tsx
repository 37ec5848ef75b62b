import { numberText } from "../../render/format";
import { usePage } from "../page-context";
import { AnswerBars } from "../pixels/answer-bars";
import { CellMap } from "../pixels/cell-map";

/** More bars would not fit. */
const MAX_BARS = 10;

/** The answer: a bar for each class, a picture if each pixel has an answer, or a number. */
export function OutputPicture({
  answers,
  width,
  pixels,
}: {
  readonly answers: Float64Array | undefined;
  readonly width: number;
  /** Number of the input's pixels. */
  readonly pixels: number;
}) {
  const text = usePage().messages.value;
  if (!answers) return <div class="image-layer" />;
  return (
    <div class="image-layer" data-answers={answers.length}>
      {answers.length === pixels ? (
        <CellMap cells={answers} columns={width} size={100} />
      ) : answers.length > 1 && answers.length <= MAX_BARS ? (
        <AnswerBars
          name={text.outputUnit}
          answers={answers}
          describe={(answer, share) => `${text.className(answer)} (${share})`}
          waiting="–"
        />
      ) : (
        <p class="image-label tabular-numbers">
          {[...answers.slice(0, MAX_BARS)].map((each) => numberText(each, 2)).join(", ")}
        </p>
      )}
    </div>
  );
}
