import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { PERCEPTRON } from "../../i18n/labs/perceptron";
import {
  countRight,
  EXERCISE_A,
  INITIAL_LINE,
  LECTURE_ORDER,
  visitsInOrder,
  visitsInPasses,
  type LabelledPoint,
  type Line,
  type Visit,
} from "../../model/labs/perceptron";
import { numberText } from "../../render/format";
import { useTexts } from "../course/course-context";
import { useLabActions } from "../course/inline-lab/use-lab-actions";
import { Action } from "../controls/action";
import { Choice } from "../controls/choice";
import { NumberTable } from "../course/components/number-table";
import { Plane } from "../course/components/plane";
import { SeparatingLine } from "./separating-line";
import { TwoLines } from "./two-lines";

/** Enough passes to show that the rule never ends on XOR. */
const PASSES = 100;

function gateSamples(labels: readonly (1 | -1)[]): readonly LabelledPoint[] {
  const inputs = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const;
  return inputs.map((x, at) => ({ x, label: labels[at] ?? -1 }));
}

const SETS = {
  lecture: { points: EXERCISE_A, visits: visitsInOrder(EXERCISE_A, LECTURE_ORDER), span: [-1, 4] },
  turn: { points: EXERCISE_A, visits: visitsInPasses(EXERCISE_A, PASSES), span: [-1, 4] },
  or: {
    points: gateSamples([-1, 1, 1, 1]),
    visits: visitsInPasses(gateSamples([-1, 1, 1, 1]), PASSES),
    span: [-1, 2],
  },
  xor: {
    points: gateSamples([-1, 1, 1, -1]),
    visits: visitsInPasses(gateSamples([-1, 1, 1, -1]), PASSES),
    span: [-1, 2],
  },
} as const;

type SetName = keyof typeof SETS | "two";

/** The perceptron rule, one sample after another. */
export default function PerceptronLab() {
  const text = useTexts(PERCEPTRON);
  const chosen = useSignal<SetName>("lecture");
  const at = useSignal(0);
  const show = (name: SetName, visits = 0) => {
    chosen.value = name;
    at.value = visits;
  };
  useLabActions("perceptron", {
    start: () => show("lecture"),
    next: () => {
      const visits = chosen.value === "two" ? 0 : SETS[chosen.value].visits.length;
      at.value = Math.min(at.value + 1, visits);
    },
    xor: () => show("xor", SETS.xor.visits.length),
    "two-lines": () => show("two"),
  });
  return (
    <div class="stage-column">
      <Choice
        name="samples"
        label={text.samples}
        value={chosen.value}
        choices={["lecture", "turn", "or", "xor", "two"] as const}
        nameOf={(name) => text.sets[name]}
        onChoose={(name) => show(name)}
      />
      {chosen.value === "two" ? (
        <TwoLines />
      ) : (
        <PerceptronRule name={chosen.value} at={at.value} onMove={(to) => (at.value = to)} />
      )}
    </div>
  );
}

function PerceptronRule({
  name,
  at,
  onMove,
}: {
  readonly name: keyof typeof SETS;
  /** Number of visits made. */
  readonly at: number;
  readonly onMove: (to: number) => void;
}) {
  const text = useTexts(PERCEPTRON);
  const { points, visits, span } = SETS[name];
  const line = visits[at - 1]?.line ?? INITIAL_LINE;
  const before = visits[at - 2]?.line ?? INITIAL_LINE;
  const lastVisit = visits[at - 1];
  const [from, to] = span;
  const outcome = useMemo(() => outcomeOf(name), [name]);
  return (
    <div class="stage-grid">
      <Plane
        name={text.plane(lineText(line))}
        domain={[
          [from, to],
          [from, to],
        ]}
        xLabel="x₁"
        yLabel="x₂"
      >
        {(scale) => (
          <>
            {lastVisit?.wrong && <SeparatingLine line={before} scale={scale} span={span} faded />}
            <SeparatingLine line={line} scale={scale} span={span} />
            {points.map(({ x, label }, index) => (
              <g key={index}>
                <circle
                  class={`dot ${label > 0 ? "dot-positive" : "dot-negative"} ${index === lastVisit?.sample ? "dot-current" : ""}`}
                  cx={scale.x(x[0])}
                  cy={scale.y(x[1])}
                  r={9}
                />
                <text class="dot-name" x={scale.x(x[0]) + 13} y={scale.y(x[1]) + 4}>
                  {label > 0 ? "+1" : "−1"}
                </text>
              </g>
            ))}
          </>
        )}
      </Plane>
      <div class="stage-column">
        <p class="stage-large tabular-numbers" data-line={`${line.w.join()},${String(line.b)}`}>
          {line.w[0] === 0 && line.w[1] === 0 ? text.noLine : lineText(line)}
        </p>
        <div class="stage-row">
          <Action name="next" main disabled={at >= visits.length} onPress={() => onMove(at + 1)}>
            {text.next}
          </Action>
          <Action name="back" disabled={at === 0} onPress={() => onMove(at - 1)}>
            {text.back}
          </Action>
          <Action name="end" disabled={at >= visits.length} onPress={() => onMove(visits.length)}>
            {text.toEnd}
          </Action>
          <Action name="again" disabled={at === 0} onPress={() => onMove(0)}>
            {text.again}
          </Action>
        </div>
        <p class="stage-note" role="status" data-outcome={at >= visits.length ? outcome.type : "underway"}>
          {at < visits.length
            ? text.underway(countRight(line, points), points.length)
            : outcomeText(outcome, text)}
        </p>
        <VisitTable visits={visits.slice(Math.max(at - 8, 0), at)} first={Math.max(at - 8, 0)} />
      </div>
    </div>
  );
}

type Outcome =
  | { readonly type: "lecture" }
  | { readonly type: "converged"; readonly corrections: number }
  | { readonly type: "never"; readonly best: number };

function outcomeOf(name: keyof typeof SETS): Outcome {
  const { points, visits } = SETS[name];
  if (name === "lecture") return { type: "lecture" };
  const last = visits.at(-1)?.line ?? INITIAL_LINE;
  if (countRight(last, points) === points.length) {
    return { type: "converged", corrections: visits.filter(({ wrong }) => wrong).length };
  }
  return { type: "never", best: Math.max(...visits.map(({ line }) => countRight(line, points))) };
}

function outcomeText(outcome: Outcome, text: (typeof PERCEPTRON)["en"]): string {
  switch (outcome.type) {
    case "lecture":
      return text.lectureDone;
    case "converged":
      return text.converged(outcome.corrections);
    case "never":
      return text.never(PASSES, outcome.best);
  }
}

function VisitTable({ visits, first }: { readonly visits: readonly Visit[]; readonly first: number }) {
  const text = useTexts(PERCEPTRON);
  return (
    <NumberTable caption={text.table} columns={[text.visit, text.sample, text.verdict, "w₁", "w₂", "b"]}>
      {visits.map(({ sample, wrong, line }, at) => (
        <tr key={first + at} aria-current={at === visits.length - 1}>
          <td>{first + at + 1}</td>
          <td>x{"₁₂₃₄"[sample]}</td>
          <td class={wrong ? "verdict verdict-wrong" : undefined}>{wrong ? text.wrong : text.right}</td>
          <td>{numberText(line.w[0])}</td>
          <td>{numberText(line.w[1])}</td>
          <td>{numberText(line.b)}</td>
        </tr>
      ))}
    </NumberTable>
  );
}

function lineText({ w, b }: Line): string {
  const term = (value: number, name: string) =>
    `${value < 0 ? "− " : "+ "}${numberText(Math.abs(value))}${name}`;
  return `${numberText(w[0])}x₁ ${term(w[1], "x₂")} ${term(b, "")} = 0`;
}
