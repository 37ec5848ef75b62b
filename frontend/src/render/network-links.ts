import { scaleLinear } from "d3-scale";
import type { LayerParameters } from "../model/network/parameters";
import { colourOf, css, linkColour, type Palette, type Rgb } from "./colours";

/** As in TensorFlow Playground: 1 to 10 pixels for weights up to 5. */
const width = scaleLinear().domain([0, 5]).range([1, 10]).clamp(true);

/** CSS pixels. */
export function linkWidth(weight: number): number {
  return width(Math.abs(weight));
}

/** Weights are rounded to this many colours per sign, so that fewer links need repainting. */
const COLOUR_STEPS = 48;

/**
 * Sets colour and width of all links. Writes only attributes that have changed, because each write causes a repaint.
 *
 * @param paths in the order layer, unit, input
 */
export function paintLinks(
  paths: ArrayLike<SVGPathElement>,
  parameters: readonly LayerParameters[] | undefined,
  palette: Palette,
): void {
  let at = 0;
  const weights = parameters?.flatMap(({ weights: rows }) => rows.flat());
  for (; at < paths.length; at++) {
    const path = paths[at];
    if (path) paint(path, weights?.[at] ?? 0, palette);
  }
}

/** Sets the colours of the bias squares, in the order layer, unit. */
export function paintBiases(
  squares: ArrayLike<SVGRectElement>,
  parameters: readonly LayerParameters[] | undefined,
  palette: Palette,
): void {
  const biases = parameters?.flatMap(({ biases: layer }) => layer) ?? [];
  for (let at = 0; at < squares.length; at++) {
    const square = squares[at];
    if (square) set(square, "fill", shade(biases[at] ?? 0, palette, colourOf));
  }
}

function paint(path: SVGPathElement, weight: number, palette: Palette): void {
  set(path, "stroke", shade(weight, palette, linkColour));
  set(path, "stroke-width", linkWidth(weight).toFixed(1));
}

function shade(value: number, palette: Palette, colour: (value: number, palette: Palette) => Rgb): string {
  return css(colour(Math.round(value * COLOUR_STEPS) / COLOUR_STEPS, palette));
}

function set(element: SVGElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
