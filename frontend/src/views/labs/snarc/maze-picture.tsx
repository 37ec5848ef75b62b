import { SNARC } from "../../../i18n/labs/snarc";
import type { Knobs, Rat } from "../../../model/labs/snarc/learner";
import { BORDERS, FOOD, MAZE_SIDE, START, type Maze } from "../../../model/labs/snarc/maze";
import { useTexts } from "../../course/course-context";
import { svgButton } from "../../controls/svg-button";

const ROOM = 90;
const SIZE = MAZE_SIDE * ROOM;
const MARGIN = 6;

/** The rooms with the rats. Each passage is an arrow, as thick as its neuron conducts; a border is pressed to build or open a wall. */
export function MazePicture({
  maze,
  knobs,
  rats,
  onToggle,
}: {
  readonly maze: Maze;
  readonly knobs: Knobs;
  readonly rats: readonly Rat[];
  readonly onToggle: (border: number) => void;
}) {
  const text = useTexts(SNARC);
  const charge = (passage: number) => Math.max(...rats.map(({ charges }) => charges[passage] ?? 0));
  return (
    <svg
      class="maze"
      role="group"
      aria-label={text.mazePicture}
      viewBox={`${String(-MARGIN)} ${String(-MARGIN)} ${String(SIZE + 2 * MARGIN)} ${String(SIZE + 2 * MARGIN)}`}
    >
      <rect class="maze-floor" width={SIZE} height={SIZE} />
      <text class="maze-name" x={centre(START)[0]} y={centre(START)[1] - 28} text-anchor="middle">
        {text.start}
      </text>
      <g transform={`translate(${String(centre(FOOD)[0])},${String(centre(FOOD)[1])})`}>
        <path class="maze-food" d="M-20 16L20 16L20 0L-20 -14Z" />
        <text class="maze-name" y={36} text-anchor="middle">
          {text.food}
        </text>
      </g>
      {BORDERS.map((border, at) =>
        maze[at]
          ? [0, 1].map((back) => {
              const passage = 2 * at + back;
              return (
                <Arrow
                  key={passage}
                  from={back ? border.to : border.from}
                  to={back ? border.from : border.to}
                  knob={knobs[passage] ?? 0}
                  charge={charge(passage)}
                />
              );
            })
          : null,
      )}
      {BORDERS.map(({ from, to }, at) => (
        <g
          key={at}
          class={maze[at] ? "border border-open" : "border"}
          data-border={at}
          {...svgButton(text.border(from + 1, to + 1, maze[at] === true), () => onToggle(at))}
        >
          <path class="border-area" d={wallPath(from, to)} />
          <path class="border-wall" d={wallPath(from, to)} />
        </g>
      ))}
      <rect class="maze-frame" width={SIZE} height={SIZE} />
      {rats.map(({ room }, at) => (
        <circle
          key={at}
          class={`rat rat-${String(at)}`}
          cx={centre(room)[0] + 14 * at}
          cy={centre(room)[1] - 8 * at}
          r={13}
        />
      ))}
    </svg>
  );
}

/** From one room towards the next, on the left of the way, so that it does not meet the arrow back. */
function Arrow({
  from,
  to,
  knob,
  charge,
}: {
  readonly from: number;
  readonly to: number;
  readonly knob: number;
  readonly charge: number;
}) {
  const [x, y] = centre(from);
  const [x2, y2] = centre(to);
  const angle = (Math.atan2(y2 - y, x2 - x) * 180) / Math.PI;
  return (
    <g transform={`translate(${String(x)},${String(y)}) rotate(${String(angle)})`}>
      <path
        class="passage"
        style={{ "--knob": knob, "--charge": charge }}
        stroke-width={1 + 8 * knob}
        d={`M22 -11H${String(ROOM - 30)}`}
      />
      <path
        class="passage-head"
        style={{ "--knob": knob, "--charge": charge }}
        d={`M${String(ROOM - 20)} -11l-12 -7v14z`}
      />
    </g>
  );
}

function centre(room: number): readonly [number, number] {
  return [((room % MAZE_SIDE) + 0.5) * ROOM, (Math.floor(room / MAZE_SIDE) + 0.5) * ROOM];
}

function wallPath(from: number, to: number): string {
  const [x, y] = centre(to);
  const half = ROOM / 2;
  return to === from + 1
    ? `M${String(x - half)} ${String(y - half)}v${String(ROOM)}`
    : `M${String(x - half)} ${String(y - half)}h${String(ROOM)}`;
}
