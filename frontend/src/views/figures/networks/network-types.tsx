import { NETWORK_FIGURES } from "../../../i18n/figures/networks";
import { useTexts } from "../../course/course-context";
import { Figure, Panel } from "../parts/figure";
import { Arrow, Line, Unit, type Place } from "../parts/shapes";
import { Layered } from "./layered";

const MEMORY: readonly Place[] = [
  [100, 26],
  [158, 68],
  [136, 134],
  [64, 134],
  [42, 68],
];
const GRAPH: readonly Place[] = [
  [34, 40],
  [30, 118],
  [96, 74],
  [152, 28],
  [166, 96],
  [112, 138],
];
const EDGES = [
  [0, 1],
  [0, 2],
  [1, 2],
  [2, 3],
  [2, 4],
  [3, 4],
  [4, 5],
  [2, 5],
] as const;
/** The node of the graph whose neighbours are marked. */
const CENTRE = 2;

/** The three basic types of networks. */
export function NetworkTypes() {
  const text = useTexts(NETWORK_FIGURES).networkTypes;
  return (
    <Figure picture={text.picture} caption={text.caption}>
      <Panel size={[200, 160]} title={text.feedForward}>
        <Layered
          layers={[
            { x: 26, rows: [50, 110], tone: "orange" },
            { x: 100, rows: [26, 80, 134] },
            { x: 174, rows: [50, 110], tone: "blue" },
          ]}
        />
      </Panel>
      <Panel size={[200, 160]} title={text.memory}>
        {MEMORY.map((from, at) =>
          [1, 2].map((step) => (
            <Line
              key={`${String(at)} ${String(step)}`}
              through={[from, MEMORY[(at + step) % MEMORY.length] ?? from]}
              tone="blue"
            />
          )),
        )}
        {MEMORY.map((at) => (
          <Unit key={at.join()} at={at} r={13} />
        ))}
      </Panel>
      <Panel size={[200, 160]} title={text.graph}>
        {EDGES.map(([a, b]) => {
          const [from, to] = [GRAPH[a], GRAPH[b]];
          if (!from || !to) return null;
          if (a !== CENTRE && b !== CENTRE)
            return <Line key={`${String(a)}${String(b)}`} through={[from, to]} />;
          const [centre, neighbour] = a === CENTRE ? [from, to] : [to, from];
          return (
            <Arrow
              key={`${String(a)}${String(b)}`}
              from={neighbour}
              to={centre}
              trim={[13, 14]}
              tone="orange"
              strong
            />
          );
        })}
        {GRAPH.map((at, node) => (
          <Unit key={node} at={at} r={13} tone={node === CENTRE ? "blue" : "ink"} />
        ))}
      </Panel>
    </Figure>
  );
}
