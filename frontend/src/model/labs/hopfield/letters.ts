import type { State } from "./hopfield";

/** Width and height of a letter in pixels. */
export const LETTER_SIDE = 8;

const GLYPHS = {
  A: "..####.. .##..##. ##....## ##....## ######## ##....## ##....## ##....##",
  C: ".####### ######## ##...... ##...... ##...... ##...... ######## .#######",
  H: "##....## ##....## ##....## ######## ######## ##....## ##....## ##....##",
  J: ".....### .....### .....### .....### .....### ##...### ######## .######.",
  L: "##...... ##...... ##...... ##...... ##...... ##...... ######## ########",
  T: "######## ######## ...##... ...##... ...##... ...##... ...##... ...##...",
  X: "##....## .##..##. ..####.. ...##... ...##... ..####.. .##..##. ##....##",
  Z: "######## ######## ....###. ...###.. ..###... .###.... ######## ########",
} as const;

export type Letter = keyof typeof GLYPHS;

export const LETTERS = Object.keys(GLYPHS) as Letter[];

/** The letter's pixels, row by row: 1 is ink, -1 is paper. */
export function letterState(letter: Letter): State {
  return Array.from(GLYPHS[letter].replaceAll(" ", ""), (pixel) => (pixel === "#" ? 1 : -1));
}
