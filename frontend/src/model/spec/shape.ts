import type { DataSource, GeneratedData } from "./spec";

/**
 * Shape of one sample of the data: `[columns]`, `[steps, columns]` of a sequence, `[height, width, channels]` of an
 * image.
 */
export function shapeOf(data: DataSource): readonly number[] {
  return data.source === "inline" ? [data.train[0]?.x.length ?? 2] : shapeOfGenerated(data);
}

function shapeOfGenerated({ generator, dimensions, classes, size, steps }: GeneratedData): readonly number[] {
  switch (generator) {
    case "digits8":
      return [8, 8, 1];
    case "barsAndStripes":
      return [size ?? 3, size ?? 3, 1];
    case "lesions16":
      return [16, 16, 1];
    case "firstSymbol":
      return [steps ?? 10, classes ?? 3];
    default:
      return [dimensions ?? 2];
  }
}
