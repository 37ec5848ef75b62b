import { largestOf } from "../../model/network/image-pass";
import { percentText } from "../../render/format";
import "./pixels.css";

const UNKNOWN = new Float64Array(10);

/** The probability of each digit or class as a bar, and the one that the network answers. */
export function AnswerBars({
  name,
  answers,
  describe,
  waiting,
}: {
  readonly name: string;
  /** Undefined before the training. */
  readonly answers: ArrayLike<number> | undefined;
  readonly describe: (answer: number, share: string) => string;
  readonly waiting: string;
}) {
  const best = answers && largestOf(answers);
  const text = best === undefined ? waiting : describe(best, percentText(answers?.[best]));
  return (
    <figure class="answer">
      <figcaption>
        {name}: <strong>{text}</strong>
      </figcaption>
      <div class="answer-bars" aria-hidden="true">
        {Array.from(answers ?? UNKNOWN, (share, answer) => (
          <span key={answer} class={answer === best ? "answer-bar answer-best" : "answer-bar"}>
            <span style={{ "--share": Math.min(Math.max(share, 0), 1) }} />
            {answer}
          </span>
        ))}
      </div>
    </figure>
  );
}
