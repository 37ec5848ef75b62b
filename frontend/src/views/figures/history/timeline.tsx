import { HISTORY_FIGURES } from "../../../i18n/figures/history";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Dot, Line, Words, type Tone } from "../parts/shapes";

const ROW = 21;
/** Stages with much attention are blue, those with little are orange. */
const TONES: readonly Tone[] = ["blue", "orange", "blue", "orange", "blue"];
/** Stages of the left panel; the others are in the right one. */
const LEFT_STAGES = 2;

/** The five stages of neural networks with their events. */
export function Timeline() {
  const text = useTexts(HISTORY_FIGURES).timeline;
  const panels = [text.stages.slice(0, LEFT_STAGES), text.stages.slice(LEFT_STAGES)];
  const rows = Math.max(
    ...panels.map((stages) => stages.reduce((sum, { events }) => sum + events.length + 1.4, 0)),
  );
  return (
    <Figure picture={text.picture} caption={text.caption}>
      {panels.map((stages, panel) => (
        <Panel key={panel} size={[280, rows * ROW]}>
          <Stages stages={stages} tones={TONES.slice(panel * LEFT_STAGES)} />
        </Panel>
      ))}
    </Figure>
  );
}

function Stages({
  stages,
  tones,
}: {
  readonly stages: (typeof HISTORY_FIGURES)["en"]["timeline"]["stages"];
  readonly tones: readonly Tone[];
}) {
  let row = 0.5;
  return (
    <>
      {stages.map(({ title, years, events }, stage) => {
        const top = row * ROW;
        row += events.length + 1.4;
        const tone = tones[stage] ?? "blue";
        return (
          <g key={title}>
            <Line
              through={[
                [10, top],
                [10, top + events.length * ROW],
              ]}
              tone={tone}
              strong /* prettier-ignore */
            />
            <Words at={[22, top]} anchor="start" tone={tone} bold>
              {title} {years}
            </Words>
            {events.map(([year, event], at) => (
              <g key={event}>
                <Dot at={[10, top + (at + 1) * ROW]} tone={tone} r={4} />
                <Words at={[22, top + (at + 1) * ROW]} anchor="start" tone="soft">
                  {year}
                </Words>
                <Words at={[60, top + (at + 1) * ROW]} anchor="start">
                  {event}
                </Words>
              </g>
            ))}
          </g>
        );
      })}
    </>
  );
}
