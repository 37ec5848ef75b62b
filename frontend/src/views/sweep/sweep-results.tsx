import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { SWEEP_TEXTS } from "../../i18n/sweep";
import { meaningOf, type AxisMeaning } from "../../model/sweep/axis-choice";
import { indicesOf, type Sweep, type SweepRow, type SweepServer } from "../../model/sweep/sweep";
import type { SweepView } from "../../state/sweep/sweep-view";
import { Action } from "../controls/action";
import { Choice } from "../controls/choice";
import { useTexts } from "../course/course-context";
import { useSettingTexts } from "../experiments/use-setting-texts";
import { saveFile } from "../sharing/save-file";
import { axisName, axisValue } from "./axis-text";
import { MatrixSection } from "./matrix-section";
import type { NamedRow } from "./named-row";
import { SpreadSection } from "./spread-section";
import { SweepTile } from "./sweep-tile";

const ENDED: ReadonlySet<string> = new Set(["succeeded", "failed", "cancelled"]);

/** The jobs of a sweep as small pictures, and how their losses spread. */
export function SweepResults({
  view,
  sweep,
  server,
  onAgain,
}: {
  readonly view: SweepView;
  readonly sweep: Sweep;
  readonly server: SweepServer;
  readonly onAgain: () => void;
}) {
  const text = useTexts(SWEEP_TEXTS);
  const names = useSettingTexts();
  const order = useSignal<"axes" | "best">("axes");
  /** Indices of the only trainings to show; undefined for all. */
  const cell = useSignal<readonly number[] | undefined>(undefined);
  const results = useRef<HTMLHeadingElement>(null);
  const meanings = useMemo(() => sweep.axes.map((axis) => meaningOf(sweep.spec, axis)), [sweep.id]);
  const rows = view.rows.value.map((row, at): NamedRow => {
    const indices = indicesOf(sweep.axes, at);
    const parts = meanings.map((meaning, axis) => {
      const value = axisValue(meaning, indices[axis] ?? 0, text, names);
      return meaning.type === "seeds" ? value : `${axisName(meaning, text, names)} ${value}`;
    });
    return { ...row, indices, parts, name: parts.join(", ") };
  });
  const grouping = groupingAxes(meanings);
  const shown = rows.filter((_, at) => cell.value?.includes(at) ?? true);
  const groups = groupsOf(shown, grouping);
  const ended = rows.filter(({ state }) => ENDED.has(state)).length;
  const target = sweep.stop.targetTestLoss;
  const reached = rows.filter(({ epochsToTarget }) => epochsToTarget !== undefined).length;
  const save = async () => {
    const csv = await server.csv(sweep.id);
    if (csv.type === "done") saveFile("sweep.csv", new Blob([csv.value], { type: "text/csv" }));
  };
  return (
    <>
      <section class="sweep-head">
        <progress value={ended} max={sweep.total} aria-label={text.progress(ended, sweep.total)} />
        <p role="status" data-ended={ended} data-reached={reached}>
          {sweep.state === "cancelled" && `${text.cancelled} `}
          {text.progress(ended, sweep.total)}{" "}
          {target !== undefined && <strong>{text.reached(reached, sweep.total, String(target))}</strong>}
        </p>
        <div class="stage-row">
          {view.canCancel.value && (
            <Action name="cancel" onPress={() => void view.cancel()}>
              {text.cancel}
            </Action>
          )}
          <Action name="csv" onPress={() => void save()}>
            {text.csv}
          </Action>
          <Action name="again" onPress={onAgain}>
            {text.again}
          </Action>
        </div>
      </section>
      <MatrixSection
        sweep={sweep}
        rows={rows}
        meanings={meanings}
        onShow={(jobs) => {
          cell.value = jobs;
          results.current?.focus();
          results.current?.scrollIntoView({ block: "start" });
        }}
      />
      <SpreadSection rows={rows} meanings={meanings} target={target} />
      <section aria-labelledby="sweep-results">
        <h2 id="sweep-results" ref={results} tabIndex={-1}>
          {cell.value ? text.ofCell : text.results}
        </h2>
        {cell.value && (
          <Action name="all" onPress={() => (cell.value = undefined)}>
            {text.showAll}
          </Action>
        )}
        <Choice
          name="order"
          label={text.order}
          value={order.value}
          choices={["axes", "best"]}
          nameOf={(each) => text.orders[each]}
          onChoose={(each) => (order.value = each)}
        />
        {order.value === "best" ? (
          <Tiles rows={shown.toSorted(byLoss)} heading={0} sweep={sweep} server={server} />
        ) : (
          groups.map(([title, members]) => (
            <div key={title} class="sweep-group">
              {title !== "" && <h3>{title}</h3>}
              <Tiles rows={members} heading={grouping} sweep={sweep} server={server} />
            </div>
          ))
        )}
      </section>
    </>
  );
}

/** How many axes distinguish groups of tiles; the values of the others are on the tiles. Seeds are always on the tiles. */
function groupingAxes(axes: readonly AxisMeaning[]): number {
  const bySeeds = axes.at(-1)?.type === "seeds";
  return bySeeds && axes.length > 2 ? 1 : axes.length - 1;
}

function groupsOf(
  rows: readonly NamedRow[],
  axes: number,
): readonly (readonly [title: string, rows: readonly NamedRow[]])[] {
  const groups = new Map<string, NamedRow[]>();
  for (const row of rows) {
    const title = row.parts.slice(0, axes).join(", ");
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  return [...groups];
}

function Tiles({
  rows,
  heading,
  sweep,
  server,
}: {
  readonly rows: readonly NamedRow[];
  /** Number of axes whose values are in the heading. */
  readonly heading: number;
  readonly sweep: Sweep;
  readonly server: SweepServer;
}) {
  return (
    <ul class="sweep-tiles">
      {rows.map((row) => (
        <li key={row.name}>
          <SweepTile
            row={row}
            label={row.parts.slice(heading).join(", ")}
            epochs={sweep.stop.epochs}
            server={server}
          />
        </li>
      ))}
    </ul>
  );
}

/** The lowest test loss first; trainings without one last. */
function byLoss(left: SweepRow, right: SweepRow): number {
  return (left.testLoss ?? Infinity) - (right.testLoss ?? Infinity) || 0;
}
