import { useSignal } from "@preact/signals";
import { SWEEP_TEXTS, type SweepTexts } from "../../i18n/sweep";
import type { AxisMeaning } from "../../model/sweep/axis-choice";
import { matrixOf, measuresOf, type MatrixCell, type Measure } from "../../model/sweep/matrix";
import type { Sweep } from "../../model/sweep/sweep";
import { numberText, percentText } from "../../render/format";
import { Choice } from "../controls/choice";
import { useTexts } from "../course/course-context";
import { useSettingTexts } from "../experiments/use-setting-texts";
import { axisName, axisValue } from "./axis-text";
import { useJobHref } from "./job-href";
import "./matrix-section.css";
import type { NamedRow } from "./named-row";

/** The trainings of two axes with values as a table of colours and numbers. Nothing for other sweeps. */
export function MatrixSection({
  sweep,
  rows,
  meanings,
  onShow,
}: {
  readonly sweep: Sweep;
  readonly rows: readonly NamedRow[];
  readonly meanings: readonly AxisMeaning[];
  /** Shows the trainings of a cell with several of them, by their indices in the table. */
  readonly onShow: (jobs: readonly number[]) => void;
}) {
  const text = useTexts(SWEEP_TEXTS);
  const names = useSettingTexts();
  const chosen = useSignal<Measure>("loss");
  const measures = measuresOf(rows, sweep.stop.targetTestLoss !== undefined);
  const measure = measures.includes(chosen.value) ? chosen.value : "loss";
  const matrix = matrixOf(sweep.axes, rows, measure);
  const rowMeaning = meanings[matrix?.rowAxis ?? -1];
  const columnMeaning = meanings[matrix?.columnAxis ?? -1];
  if (!matrix || !rowMeaning || !columnMeaning) return null;
  const rowName = axisName(rowMeaning, text, names);
  const columnName = axisName(columnMeaning, text, names);
  const title = text.matrix(rowName, columnName);
  const seeds = matrix.cells[0]?.[0]?.jobs.length ?? 1;
  return (
    <section class="sweep-matrix" aria-labelledby="sweep-matrix">
      <h2 id="sweep-matrix">{title}</h2>
      <Choice
        name="measure"
        label={text.measure}
        value={measure}
        choices={measures}
        nameOf={(each) => text.measures[each]}
        onChoose={(each) => (chosen.value = each)}
      />
      <p class="stage-note">{seeds > 1 ? text.matrixOfMedians(seeds) : text.matrixHint}</p>
      <div class="sweep-matrix-scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              <td />
              <th scope="colgroup" colSpan={matrix.cells[0]?.length ?? 1}>
                {columnName}
              </th>
            </tr>
            <tr>
              <th scope="col">{rowName}</th>
              {matrix.cells[0]?.map((_, column) => (
                <th key={column} scope="col">
                  {axisValue(columnMeaning, column, text, names)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.cells.map((line, row) => (
              <tr key={row}>
                <th scope="row">{axisValue(rowMeaning, row, text, names)}</th>
                {line.map((cell, column) => (
                  <td key={column}>
                    <Cell
                      cell={cell}
                      name={[
                        `${rowName} ${axisValue(rowMeaning, row, text, names)}`,
                        `${columnName} ${axisValue(columnMeaning, column, text, names)}`,
                      ].join(", ")}
                      value={valueText(cell.value, measure, text)}
                      job={rows[cell.jobs[0] ?? -1]?.job}
                      onShow={onShow}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {matrix.range && (
        <p class="sweep-legend">
          <span>
            {text.worst} {valueText(matrix.range[0], measure, text)}
          </span>
          <span class="sweep-legend-scale" />
          <span>
            {text.best} {valueText(matrix.range[1], measure, text)}
          </span>
        </p>
      )}
    </section>
  );
}

/** A cell with one training opens it; one with several shows them. */
function Cell({
  cell: { jobs, rank },
  name,
  value,
  job,
  onShow,
}: {
  readonly cell: MatrixCell;
  readonly name: string;
  readonly value: string;
  readonly job: string | undefined;
  readonly onShow: (jobs: readonly number[]) => void;
}) {
  const hrefOf = useJobHref();
  const look = {
    class: "sweep-cell tabular-numbers",
    "aria-label": `${name}: ${value}`,
    "data-best": rank === 1,
    "data-rank": rank?.toFixed(2),
    ...(rank !== undefined && { style: { "--rank": `${(rank * 100).toFixed(0)}%` } }),
  };
  if (jobs.length > 1)
    return (
      <button
        type="button"
        {...look}
        onClick={() => {
          onShow(jobs);
        }}
      >
        {value}
      </button>
    );
  return (
    <a {...look} {...(job !== undefined && { href: hrefOf(job) })}>
      {value}
    </a>
  );
}

function valueText(value: number | undefined, measure: Measure, text: SweepTexts): string {
  if (value === undefined) return "–";
  if (!Number.isFinite(value)) return measure === "epochs" ? text.notReached : text.diverged;
  switch (measure) {
    case "loss":
      return numberText(value, 3);
    case "accuracy":
      return percentText(value);
    case "epochs":
      return String(value);
  }
}
