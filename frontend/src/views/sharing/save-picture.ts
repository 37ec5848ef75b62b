import { saveFile } from "./save-file";

/** Pixels per axis of the square picture. */
const EDGE = 1200;

/** Saves the plot, background and samples, as a PNG file. */
export function savePicture(name: string): void {
  const picture = document.createElement("canvas");
  picture.width = picture.height = EDGE;
  const context = picture.getContext("2d");
  if (!context) return;
  for (const layer of document.querySelectorAll<HTMLCanvasElement>(".plane-picture canvas")) {
    context.drawImage(layer, 0, 0, EDGE, EDGE);
  }
  picture.toBlob((blob) => {
    if (blob) saveFile(name, blob);
  }, "image/png");
}
