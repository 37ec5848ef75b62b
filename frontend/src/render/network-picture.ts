import type { LayerParameters } from "../model/network/parameters";
import { css, linkColour, type Palette } from "./colours";
import type { Pixels } from "./heatmap";
import { linkPath, linksOf, type NetworkGeometry, type Point } from "./network-geometry";
import { linkWidth } from "./network-links";

/** Everything that the picture of a network shows. */
export interface NetworkPicture {
  readonly geometry: NetworkGeometry;
  /** Names of the inputs, from top to bottom. */
  readonly inputs: readonly string[];
  readonly parameters: readonly LayerParameters[] | undefined;
  /** Responses of the inputs; undefined for those that the page cannot compute. */
  readonly inputPixels: readonly (Pixels | undefined)[];
  /** Responses of the units in the order layer, unit; empty if the page cannot compute them. */
  readonly unitPixels: readonly Pixels[];
  readonly palette: Palette;
  /** Colour of names and rims. */
  readonly ink: string;
}

/** Draws the network with its upper left corner at the origin; CSS pixels. */
export function drawNetwork(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { geometry, inputs, palette } = picture;
  const weights = picture.parameters?.flatMap((layer) => layer.weights.flat()) ?? [];
  for (const [at, { ends }] of linksOf(geometry, geometry.features).entries()) {
    const weight = weights[at] ?? 0;
    context.strokeStyle = css(linkColour(weight, palette));
    context.lineWidth = linkWidth(weight);
    context.stroke(new Path2D(linkPath(ends)));
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const [at, centre] of geometry.features.entries()) {
    drawUnit(context, centre, geometry.featureSize, picture.inputPixels[at], picture);
    context.fillStyle = picture.ink;
    context.fillText(inputs[at] ?? "", centre.x - geometry.featureSize / 2 - 8, centre.y);
  }
  for (const [at, centre] of geometry.layers.flat().entries()) {
    drawUnit(context, centre, geometry.size, picture.unitPixels[at], picture);
  }
}

function drawUnit(
  context: CanvasRenderingContext2D,
  { x, y }: Point,
  size: number,
  pixels: Pixels | undefined,
  { palette, ink }: Pick<NetworkPicture, "palette" | "ink">,
): void {
  const [left, top] = [x - size / 2, y - size / 2];
  context.fillStyle = css(palette.neutral);
  context.fillRect(left, top, size, size);
  if (pixels) drawPicture(context, pixels, { x: left, y: top }, size);
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.strokeRect(left, top, size, size);
}

/** Draws a square picture, scaled to `size` CSS pixels. */
export function drawPicture(
  context: CanvasRenderingContext2D,
  { resolution, colours }: Pixels,
  { x, y }: Point,
  size: number,
): void {
  const source = new OffscreenCanvas(resolution, resolution);
  const data = new ImageData(new Uint8ClampedArray(colours.buffer), resolution, resolution);
  source.getContext("2d")?.putImageData(data, 0, 0);
  context.drawImage(source, x, y, size, size);
}
