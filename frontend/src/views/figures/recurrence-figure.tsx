import { FIGURE_TEXTS } from "../../i18n/figures";
import { useTexts } from "../course/course-context";

const SPACING = 84;
const INDICES = "₁₂₃₄";

/** A recurrent network with its loop, and unrolled over four words. */
export function RecurrenceFigure() {
  const text = useTexts(FIGURE_TEXTS);
  return (
    <figure class="lesson-figure">
      <div role="img" aria-label={text.recurrencePicture} class="figure-panels">
        <div class="figure-panel">
          <svg viewBox="0 0 120 190" width="120" height="190">
            <Arrowhead />
            <path class="figure-arrow figure-same" d="M69 80C112 56 112 122 70 102" />
            <text class="figure-weights" x="110" y="94" text-anchor="middle">
              W
            </text>
            <TimeStep at={50} index="" word={undefined} />
          </svg>
          <span>{text.folded}</span>
        </div>
        <div class="figure-panel">
          <svg viewBox={`0 0 ${String(4 * SPACING)} 190`} width={4 * SPACING} height="190">
            {text.words.map((word, at) => {
              const x = (at + 0.5) * SPACING;
              return (
                <g key={word}>
                  {at > 0 && (
                    <>
                      <path
                        class="figure-arrow figure-same"
                        d={`M${String(x - SPACING + 20)} 92H${String(x - 24)}`}
                      />
                      <text class="figure-weights" x={x - SPACING / 2} y="84" text-anchor="middle">
                        W
                      </text>
                    </>
                  )}
                  <TimeStep at={x} index={INDICES[at] ?? ""} word={word} />
                </g>
              );
            })}
          </svg>
          <span>{text.unrolled}</span>
        </div>
      </div>
      <figcaption>{text.recurrence}</figcaption>
    </figure>
  );
}

/** Input, hidden layer and output, from bottom to top. */
function TimeStep({
  at,
  index,
  word,
}: {
  readonly at: number;
  readonly index: string;
  readonly word: string | undefined;
}) {
  return (
    <g text-anchor="middle">
      <path class="figure-arrow" d={`M${String(at)} 144V116`} />
      <path class="figure-arrow" d={`M${String(at)} 72V44`} />
      <circle class="figure-input" cx={at} cy="154" r="10" />
      <circle class="figure-hidden" cx={at} cy="92" r="20" />
      <circle class="figure-output" cx={at} cy="30" r="10" />
      <text x={at} y="97">
        h{index}
      </text>
      <text x={at} y="14">
        y{index}
      </text>
      <text x={at} y="182">
        {word ?? "x"}
      </text>
    </g>
  );
}

function Arrowhead() {
  return (
    <marker
      id="figure-head"
      viewBox="0 0 8 8"
      refX="5"
      refY="4"
      markerWidth="9"
      markerHeight="9"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path class="figure-head" d="M0 0L8 4L0 8z" />
    </marker>
  );
}
