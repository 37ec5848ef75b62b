import { seededRandom } from "../random/random";
import { similarityOf } from "./cells";
import {
  fieldAt,
  initialModule,
  learned,
  moduleOutput,
  type CellPlane,
  type ModuleOutput,
  type NeocognitronModule,
} from "./network";

/** Edge of the input. */
export const EDGE = 8;

/** Figures of strokes, drawn in the middle 6 x 6 pixels. */
export const FIGURES = {
  cross: ["..#...", "..#...", "######", "..#...", "..#...", "..#..."],
  diagonals: ["#....#", ".#..#.", "..##..", "..##..", ".#..#.", "#....#"],
  corner: ["#.....", "#.....", "#.....", "#.....", "#.....", "######"],
  gate: ["######", "#....#", "#....#", "#....#", "#....#", "#....#"],
} as const;

export type FigureName = keyof typeof FIGURES;

export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[];

/** A figure, shifted from the middle; pixels that leave the input are lost. */
export function figureOf(
  name: FigureName,
  shift: readonly [right: number, down: number] = [0, 0],
): CellPlane {
  const pixels = new Float64Array(EDGE ** 2);
  for (const [y, row] of FIGURES[name].entries()) {
    for (const [x, sign] of Array.from(row).entries()) {
      const [column, line] = [x + 1 + shift[0], y + 1 + shift[1]];
      if (sign === "#" && column >= 0 && column < EDGE && line >= 0 && line < EDGE)
        pixels[line * EDGE + column] = 1;
    }
  }
  return pixels;
}

/** Two modules: local strokes, then figures. */
export interface Neocognitron {
  readonly first: NeocognitronModule;
  readonly second: NeocognitronModule;
}

/** Selectivities of both modules. */
export interface Selectivity {
  readonly first: number;
  readonly second: number;
}

/** At the start. Fukushima's modules had 4, 1.5 and 1.5. */
export const SELECTIVITY: Selectivity = { first: 4, second: 1 };

/** With these initial weights every figure finds a cell of its own. */
const SEED = 3;
const PLANES = { first: 12, second: 6 } as const;

export function initialNeocognitron(seed = SEED): Neocognitron {
  const random = seededRandom(seed);
  return {
    first: initialModule(
      {
        inputEdge: EDGE,
        inputPlanes: 1,
        planes: PLANES.first,
        field: 3,
        column: 4,
        outputEdge: 4,
        pool: 4,
        q: 1000,
      },
      random,
    ),
    second: initialModule(
      {
        inputEdge: 4,
        inputPlanes: PLANES.first,
        planes: PLANES.second,
        field: 5,
        column: 4,
        outputEdge: 1,
        pool: 4,
        q: 1000,
      },
      random,
    ),
  };
}

/** Shows every figure `rounds` times to the first module, then to the second one. Nobody names the figures. */
export function trainedNeocognitron(selectivity: Selectivity, rounds = 5, seed = SEED): Neocognitron {
  let { first, second } = initialNeocognitron(seed);
  const figures = FIGURE_NAMES.map((name) => figureOf(name));
  for (let round = 0; round < rounds; round++) {
    for (const figure of figures) first = learned(first, [figure], selectivity.first);
  }
  for (let round = 0; round < rounds; round++) {
    for (const figure of figures) {
      second = learned(second, moduleOutput(first, [figure], selectivity.first).complex, selectivity.second);
    }
  }
  return { first, second };
}

/** Outputs of all layers. */
export interface Response {
  readonly first: ModuleOutput;
  readonly second: ModuleOutput;
}

export function responseOf(
  { first, second }: Neocognitron,
  input: CellPlane,
  selectivity: Selectivity,
): Response {
  const one = moduleOutput(first, [input], selectivity.first);
  return { first: one, second: moduleOutput(second, one.complex, selectivity.second) };
}

/** Whether a plane has ever won. The others answer weakly to everything. */
export function hasLearned({ weights }: NeocognitronModule, plane: number): boolean {
  return (weights[plane]?.b ?? 0) > 0;
}

/** The plane of the last layer with the greatest output among those that have learned; undefined if they are silent. */
export function winnerOf(network: Neocognitron, response: Response): number | undefined {
  const outputs = response.second.complex.map((plane, at) =>
    hasLearned(network.second, at) ? (plane[0] ?? 0) : 0,
  );
  const highest = Math.max(...outputs);
  return highest > 0 ? outputs.indexOf(highest) : undefined;
}

/** Which plane of the last layer answers to each figure in the middle. */
export function planesOfFigures(
  network: Neocognitron,
  selectivity: Selectivity,
): readonly (readonly [name: FigureName, plane: number | undefined])[] {
  return FIGURE_NAMES.map((name) => [
    name,
    winnerOf(network, responseOf(network, figureOf(name), selectivity)),
  ]);
}

/** Greatest similarity of what a plane of the last layer has learned with what one of its cells sees. */
export function bestSimilarity({ second }: Neocognitron, response: Response, plane: number): number {
  const { shape, c, weights } = second;
  const pattern = weights[plane]?.a ?? [];
  // All c are equal, so that a is proportional to the learned pattern.
  const places = Array.from({ length: shape.inputEdge ** 2 }, (_, place) =>
    similarityOf(
      c,
      pattern,
      fieldAt(shape, response.first.complex, Math.floor(place / shape.inputEdge), place % shape.inputEdge),
    ),
  );
  return Math.max(...places);
}
