import { drawPixels, type Pixels } from "../../render/heatmap";
import { saveFile } from "./save-file";

/** Pixels per axis of the square picture. */
export const PICTURE_EDGE = 1200;

/**
 * Saves the plot as a PNG file.
 *
 * @param heatmap painted with the pixels of the picture
 */
export function savePicture(name: string, heatmap: Pixels): void {
  const picture = document.createElement("canvas");
  drawPixels(picture, heatmap);
  const context = picture.getContext("2d");
  if (!context) return;
  for (const layer of document.querySelectorAll<HTMLCanvasElement>(".plane-picture canvas:not(.heatmap)")) {
    context.drawImage(layer, 0, 0, PICTURE_EDGE, PICTURE_EDGE);
  }
  picture.toBlob((blob) => {
    if (blob) saveFile(name, blob);
  }, "image/png");
}
