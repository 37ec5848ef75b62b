import { scaleLinear } from "d3-scale";
import { choiceName, type Messages } from "../../i18n/messages";
import { arrowField } from "../../model/network/arrow-field";
import { featureResponse, ForwardPass, type Grid } from "../../model/network/forward-pass";
import { arrowsPath } from "../../render/arrows";
import { heatmapShades, paletteOf } from "../../render/colours";
import { epochDigits, lossText } from "../../render/format";
import { pixelsOf, type Pixels } from "../../render/heatmap";
import { networkGeometry, type NetworkGeometry } from "../../render/network-geometry";
import { drawNetwork, drawPicture } from "../../render/network-picture";
import type { Theme } from "../../model/address/view-settings";
import type { Store } from "../../state/store";
import { featureLabel, subscript } from "../network/feature-label";
import { thumbnails, thumbnailView } from "../network/thumbnails";
import { samplesDrawing } from "../output/samples-drawing";
import { saveFile } from "./save-file";

/** Device pixels per CSS pixel of the picture. */
const SCALE = 2;
/** All following lengths are CSS pixels. */
const MARGIN = 32;
const HEAD_HEIGHT = 84;
const CAPTIONS_HEIGHT = 28;
/** Width of the network of few layers. */
const NETWORK_WIDTH = 640;
const PLANE_EDGE = 400;
const AXIS_WIDTH = 44;
/** Grid of the responses of inputs and units. */
const GRID: Grid = { resolution: 64, places: "middles" };

/** What the picture needs of the page. */
export interface PictureSource {
  readonly store: Store;
  readonly text: Messages;
  readonly theme: Theme;
  /** The heatmap of the plane with this number of pixels per axis; undefined until there is a boundary. */
  readonly heatmap: ((pixels: number) => Pixels) | undefined;
}

/** Saves the picture as a PNG file. */
export function savePicture(name: string, source: PictureSource): void {
  pictureOf(source).toBlob((blob) => {
    if (blob) saveFile(name, blob);
  }, "image/png");
}

/** The network, and the plane with its axes, samples and losses, in the colours of the theme. */
export function pictureOf(source: PictureSource): HTMLCanvasElement {
  const { store } = source;
  const { network, features } = store.spec.value;
  const units = network.layers.map((layer) => layer.units);
  const geometry = networkGeometry(features.length, units, NETWORK_WIDTH);
  const top = MARGIN + HEAD_HEIGHT;
  const canvas = document.createElement("canvas");
  const width = MARGIN + geometry.width + MARGIN + PLANE_EDGE + AXIS_WIDTH + MARGIN;
  const height = top + Math.max(CAPTIONS_HEIGHT + geometry.height, PLANE_EDGE + AXIS_WIDTH) + MARGIN;
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  context.scale(SCALE, SCALE);
  context.fillStyle = colourOf("--ground");
  context.fillRect(0, 0, width, height);
  drawHead(context, source, width);
  const networkTop = top + Math.max(0, PLANE_EDGE - CAPTIONS_HEIGHT - geometry.height) / 2;
  drawTranslated(context, MARGIN, networkTop, () => {
    drawCaptions(context, geometry, source);
  });
  drawTranslated(context, MARGIN, networkTop + CAPTIONS_HEIGHT, () => {
    drawUnits(context, geometry, source);
  });
  drawTranslated(context, MARGIN + geometry.width + MARGIN, top, () => {
    drawPlane(context, source);
  });
  return canvas;
}

function drawTranslated(context: CanvasRenderingContext2D, x: number, y: number, draw: () => void): void {
  context.save();
  context.translate(x, y);
  draw();
  context.restore();
}

/** Data set and state at the left, losses at the right. */
function drawHead(context: CanvasRenderingContext2D, { store, text }: PictureSource, width: number): void {
  const { data } = store.spec.value;
  const frame = store.shownFrame.value;
  const name =
    data.source === "generated" ? choiceName(text, "generator", data.generator) : text["shareShown.points"];
  context.textBaseline = "top";
  context.textAlign = "left";
  context.fillStyle = colourOf("--ink");
  setFont(context, 20, 600);
  context.fillText(name, MARGIN, MARGIN);
  setFont(context, 14);
  context.fillStyle = colourOf("--ink-soft");
  context.fillText(
    `${text.title} · ${text.epoch} ${epochDigits(frame?.epoch ?? 0).digits}`,
    MARGIN,
    MARGIN + 30,
  );
  context.textAlign = "right";
  const losses = [
    [text.testLoss, frame?.testLoss],
    [text.trainLoss, frame?.trainLoss],
  ] as const;
  for (const [at, [label, loss]] of losses.entries()) {
    if (loss === undefined) continue;
    const x = width - MARGIN - AXIS_WIDTH - at * (PLANE_EDGE / 2);
    setFont(context, 14);
    context.fillStyle = colourOf("--ink-soft");
    context.fillText(label, x, MARGIN);
    setFont(context, 20, 600);
    context.fillStyle = colourOf("--ink");
    context.fillText(lossText(loss), x, MARGIN + 22);
  }
}

/** Activations above their layers. */
function drawCaptions(
  context: CanvasRenderingContext2D,
  { layers }: NetworkGeometry,
  { store, text }: PictureSource,
): void {
  setFont(context, 14);
  context.fillStyle = colourOf("--ink-soft");
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const [at, { activation }] of store.spec.value.network.layers.entries()) {
    context.fillText(choiceName(text, "activation", activation), layers[at]?.[0]?.x ?? 0, 0);
  }
}

function drawUnits(
  context: CanvasRenderingContext2D,
  geometry: NetworkGeometry,
  { store, theme }: PictureSource,
): void {
  const palette = paletteOf(theme);
  const [spec, plane, parameters] = [store.spec.value, store.plane.value, store.parameters.value];
  const responses = parameters && ForwardPass.of(spec, plane, GRID)?.run(parameters);
  const shades = heatmapShades(palette);
  setFont(context, 14);
  drawNetwork(context, {
    geometry,
    inputs: spec.features.map(featureLabel),
    parameters,
    inputPixels: spec.features.map((feature) => {
      const values = featureResponse(feature, plane, GRID);
      return values && pixelsOf({ resolution: GRID.resolution, values }, shades);
    }),
    unitPixels: responses ? thumbnails(responses, thumbnailView(store, palette)) : [],
    palette,
    ink: colourOf("--ink"),
  });
}

/** The heatmap, or an autoencoder's field of arrows, with samples, ticks and the names of the columns. */
function drawPlane(context: CanvasRenderingContext2D, { store, theme, heatmap }: PictureSource): void {
  const edge = PLANE_EDGE * SCALE;
  const parameters = store.parameters.value;
  const field = store.inspected.value ? undefined : arrowField(store.spec.value, store.plane.value);
  if (heatmap && !field) drawPicture(context, heatmap(edge), { x: 0, y: 0 }, PLANE_EDGE);
  const samples = document.createElement("canvas");
  samples.width = samples.height = edge;
  samplesDrawing(store, paletteOf(theme), edge)(samples);
  context.drawImage(samples, 0, 0, PLANE_EDGE, PLANE_EDGE);
  const { columns, domain } = store.plane.value;
  if (field && parameters) {
    const scale = {
      x: scaleLinear(domain[0], [0, PLANE_EDGE]),
      y: scaleLinear(domain[1], [PLANE_EDGE, 0]),
    };
    context.strokeStyle = colourOf("--ink");
    context.stroke(new Path2D(arrowsPath(field.from, field.ends(parameters), scale)));
  }
  setFont(context, 14);
  for (const [axis, [from, to]] of domain.entries()) {
    const across = axis === 0;
    const place = scaleLinear([from, to], across ? [0, PLANE_EDGE] : [PLANE_EDGE, 0]);
    const name = `x${subscript(columns[across ? 0 : 1] + 1)}`;
    context.textAlign = across ? "center" : "left";
    context.textBaseline = across ? "top" : "middle";
    context.fillStyle = colourOf("--ink-soft");
    for (const tick of place.ticks(6)) {
      const label = String(tick).replace("-", "−");
      if (across) context.fillText(label, place(tick), PLANE_EDGE + 8);
      else context.fillText(label, PLANE_EDGE + 8, place(tick));
    }
    context.fillStyle = colourOf("--ink");
    if (across) context.fillText(name, PLANE_EDGE / 2, PLANE_EDGE + 28);
    else context.fillText(name, PLANE_EDGE + 28, PLANE_EDGE / 2);
  }
}

/** @param size CSS pixels */
function setFont(context: CanvasRenderingContext2D, size: number, weight = 400): void {
  context.font = `${String(weight)} ${String(size)}px ${getComputedStyle(document.body).fontFamily}`;
}

/** A colour of the theme. */
function colourOf(property: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim();
}
