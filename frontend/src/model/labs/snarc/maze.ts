/** Rooms per side. Rooms are numbered row by row from 0. */
export const MAZE_SIDE = 4;
export const START = 0;
export const FOOD = MAZE_SIDE ** 2 - 1;

/** Two rooms beside or below each other. */
export interface Border {
  readonly from: number;
  readonly to: number;
}

/** All borders between two rooms. Passage 2k leads from `from` to `to` of border k, and passage 2k + 1 back. */
export const BORDERS: readonly Border[] = Array.from({ length: MAZE_SIDE ** 2 }, (_, from) => [
  ...(from % MAZE_SIDE < MAZE_SIDE - 1 ? [{ from, to: from + 1 }] : []),
  ...(from < MAZE_SIDE * (MAZE_SIDE - 1) ? [{ from, to: from + MAZE_SIDE }] : []),
]).flat();

/** Number of passages, those through walls included. */
export const PASSAGES = 2 * BORDERS.length;

/** Whether each border is open. */
export type Maze = readonly boolean[];

/** Borders with a wall in the maze of the lab. It has 18 open borders: 36 passages, 36 neurons. */
const WALLS: readonly (readonly [number, number])[] = [
  [1, 5],
  [2, 6],
  [4, 8],
  [6, 10],
  [9, 10],
  [12, 13],
];

export const INITIAL_MAZE: Maze = BORDERS.map(
  ({ from, to }) => !WALLS.some(([one, other]) => one === from && other === to),
);

/** The room to which a passage leads. */
export function endOf(passage: number): number {
  const border = BORDERS[passage >> 1];
  return (passage & 1 ? border?.from : border?.to) ?? 0;
}

/** The open passages that lead out of each room. */
export function exitsByRoom(maze: Maze): readonly (readonly number[])[] {
  const exits = Array.from({ length: MAZE_SIDE ** 2 }, (): number[] => []);
  for (const [border, { from, to }] of BORDERS.entries()) {
    if (maze[border] !== true) continue;
    exits[from]?.push(2 * border);
    exits[to]?.push(2 * border + 1);
  }
  return exits;
}

/** Number of steps of the shortest way from the start to the food; undefined if there is none. */
export function shortestWay(maze: Maze): number | undefined {
  const exits = exitsByRoom(maze);
  const distance = new Map([[START, 0]]);
  for (const [room, steps] of distance) {
    for (const passage of exits[room] ?? []) {
      if (!distance.has(endOf(passage))) distance.set(endOf(passage), steps + 1);
    }
  }
  return distance.get(FOOD);
}
