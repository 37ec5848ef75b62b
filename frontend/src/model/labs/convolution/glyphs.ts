/** Pixels of a picture in each direction. */
export const EDGE = 8;

/** The digits as the server's data set `digits8` draws them, 5 x 7 pixels each. */
const GLYPHS = [
  ".###. #...# #...# #...# #...# #...# .###.",
  "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
  ".###. #...# ....# ...#. ..#.. .#... #####",
  "##### ...#. ..#.. ...#. ....# #...# .###.",
  "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
  "##### #.... ####. ....# ....# #...# .###.",
  "..##. .#... #.... ####. #...# #...# .###.",
  "##### ....# ...#. ..#.. .#... .#... .#...",
  ".###. #...# #...# .###. #...# #...# .###.",
  ".###. #...# #...# .#### ....# ...#. .##..",
].map((glyph) => glyph.split(" "));

export const DIGITS = GLYPHS.map((_, digit) => digit);

/** A digit at column 1 of the picture, where the data set has it as well as at 0, 2 and 3. */
export function digitPicture(digit: number): Float64Array {
  const picture = new Float64Array(EDGE * EDGE);
  for (const [row, pixels] of (GLYPHS[digit] ?? []).entries()) {
    for (const { index } of pixels.matchAll(/#/g)) picture[row * EDGE + index + 1] = 1;
  }
  return picture;
}
