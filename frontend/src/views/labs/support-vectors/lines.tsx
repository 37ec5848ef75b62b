import { useMemo } from "preact/hooks";
import { SUPPORT_VECTORS } from "../../../i18n/labs/support-vectors";
import type { LabelledPoint, Line } from "../../../model/labs/perceptron";
import {
  decisionValue,
  isSupportVector,
  lineOf,
  type SupportVectorMachine,
} from "../../../model/labs/support-vectors/machine";
import { marginOf, novikoffBound } from "../../../model/labs/support-vectors/margin";
import type { PerceptronLine } from "../../../model/labs/support-vectors/perceptron-lines";
import { numberText } from "../../../render/format";
import { useTexts } from "../../course/course-context";
import { NumberTable } from "../../course/components/number-table";

/** The machine's parameters, and the margins of its line and of the perceptron's. */
export function Lines({
  machine,
  points,
  perceptrons,
}: {
  readonly machine: SupportVectorMachine | undefined;
  readonly points: readonly LabelledPoint[];
  readonly perceptrons: readonly PerceptronLine[];
}) {
  const text = useTexts(SUPPORT_VECTORS);
  const bound = useMemo(
    () => (perceptrons.length === 0 ? undefined : novikoffBound(points)),
    [perceptrons, points],
  );
  if (!machine) return <p class="stage-note">{text.oneClass}</p>;
  const support = points.filter((_, at) => isSupportVector(machine, at)).length;
  const wrong = points.filter(({ x, label }) => label * decisionValue(machine, x) <= 0).length;
  const line = machine.kernel.type === "linear" ? lineOf(machine) : undefined;
  return (
    <div class="stage-column" data-support={support} data-wrong={wrong}>
      <p
        class="tabular-numbers"
        data-line={line && [...line.w, line.b].map((each) => each.toFixed(4)).join()}
      >
        {line && `${lineText(line)}. `}
        {text.counts(support, points.length, wrong)}
      </p>
      {line && (
        <NumberTable caption={text.table} columns={["", text.corrections, text.margin]}>
          {perceptrons.map((each) => (
            <tr key={each.order} data-order={each.order}>
              <th scope="row">
                <LineKey name={`series series-${each.order === "lecture" ? "2" : "3"}`} />
                {text.orders[each.order]}
              </th>
              <td>{each.corrections}</td>
              <td>{marginText(each.line, points)}</td>
            </tr>
          ))}
          <tr aria-current="true" data-order="machine">
            <th scope="row">
              <LineKey name="plane-line" />
              {text.machine}
            </th>
            <td>–</td>
            <td>{marginText(line, points)}</td>
          </tr>
        </NumberTable>
      )}
      {line && (
        <p class="stage-note" data-bound={bound?.toFixed(4)}>
          {bound === undefined ? text.noBound : text.bound(numberText(bound, 3))}
        </p>
      )}
    </div>
  );
}

/** A short line as it is in the plane. */
function LineKey({ name }: { readonly name: string }) {
  return (
    <svg class="svm-line-key" width="22" height="8" aria-hidden="true">
      <path class={name} d="M0 4H22" />
    </svg>
  );
}

function marginText(line: Line, points: readonly LabelledPoint[]): string {
  return marginOf(line, points).toFixed(4).replace("-", "−");
}

/** Without the rounding errors of the solution. */
function tidy(value: number): string {
  return numberText(Math.abs(value) < 1e-6 ? 0 : Number(value.toFixed(6)));
}

function lineText({ w, b }: Line): string {
  return `w = (${tidy(w[0])}, ${tidy(w[1])}), b = ${tidy(b)}`;
}
