import type { ShapedLayer } from "../spec/spec";
import { activationOf, softmax } from "./activation";
import type { LayerParameters } from "./parameters";

/** `channels` maps of `height * width` numbers, each row by row. What a dense layer gives are maps of one number. */
export interface Maps {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly values: Float64Array;
}

/** A layer of an image, or a dense layer. */
export type ImageLayer = ShapedLayer | { readonly units: number; readonly activation: string };

/** Weights of a convolution, as the contract nests them: `[filters][channels][height][width]`. */
export type Filters = readonly (readonly (readonly (readonly number[])[])[])[];

/** Slope of prelu if a frame does not contain it: the contract's initial one. */
const INITIAL_SLOPE = 0.25;

/** The activation of a hidden layer that names none. */
const DEFAULT_ACTIVATION = "tanh";

/**
 * Passes an image through a network.
 *
 * @returns what each layer gives; undefined if the parameters have another shape, as they may directly after an edit
 */
export function imagePass(
  layers: readonly ImageLayer[],
  parameters: readonly LayerParameters[],
  image: Maps,
): readonly Maps[] | undefined {
  const all: Maps[] = [];
  for (const [at, layer] of layers.entries()) {
    const maps = layerPass(layer, parameters[at], all.at(-1) ?? image, all);
    if (!maps) return undefined;
    all.push(maps);
  }
  return all;
}

/** An image of one channel, with as many rows as columns. */
export function squareImage(pixels: ArrayLike<number>): Maps {
  const edge = Math.sqrt(pixels.length);
  return { channels: 1, height: edge, width: edge, values: Float64Array.from(pixels) };
}

/** Map number `channel`, row by row. */
export function mapOf({ height, width, values }: Maps, channel: number): Float64Array {
  return values.subarray(channel * height * width, (channel + 1) * height * width);
}

/** Weights of a convolution. The page's type of parameters knows those of dense layers only. */
export function filtersOf({ weights }: LayerParameters): Filters {
  return weights as unknown as Filters;
}

/** The index of the largest number, the first of equal ones. */
export function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let at = 1; at < values.length; at++) {
    if ((values[at] ?? 0) > (values[largest] ?? 0)) largest = at;
  }
  return largest;
}

function layerPass(
  layer: ImageLayer,
  parameters: LayerParameters | undefined,
  before: Maps,
  earlier: readonly Maps[],
): Maps | undefined {
  const type = "type" in layer ? layer.type : "dense";
  if (type === "maxPooling") return pooled(before, numberOr(layerField(layer, "size"), 2));
  if (type === "upsampling") return enlarged(before, numberOr(layerField(layer, "size"), 2));
  if (type === "concatenation")
    return concatenated(before, earlier[numberOr(layerField(layer, "layer"), -1)]);
  if (!parameters || !hasShape(parameters.weights, expectedShape(layer, before))) return undefined;
  const sums = type === "convolution" ? convolved(layer, parameters, before) : dense(parameters, before);
  activate(sums, layer.activation ?? DEFAULT_ACTIVATION, parameters.slope ?? INITIAL_SLOPE);
  return sums;
}

/** Shape of the weights of a convolution or a dense layer. */
function expectedShape(layer: ImageLayer, { channels, values }: Maps): readonly unknown[] {
  if (!("type" in layer)) return [layer.units, values.length];
  if (layer.type !== "convolution") return [layer["units"], values.length];
  const kernel = layer["kernel"] ?? 3;
  return [layer["filters"], channels, ...(Array.isArray(kernel) ? (kernel as unknown[]) : [kernel, kernel])];
}

/** Whether nested arrays have these lengths, looking at the first element of each. */
function hasShape(nested: unknown, [length, ...rest]: readonly unknown[]): boolean {
  if (length === undefined) return typeof nested === "number";
  return Array.isArray(nested) && nested.length === length && hasShape(nested[0], rest);
}

function layerField(layer: ImageLayer, name: string): unknown {
  return (layer as Readonly<Record<string, unknown>>)[name];
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

/** Weighted sums of a convolution; beyond the border of the image are zeros. */
function convolved(layer: ImageLayer, parameters: LayerParameters, before: Maps): Maps {
  const filters = filtersOf(parameters);
  const [rows, columns] = [filters[0]?.[0]?.length ?? 1, filters[0]?.[0]?.[0]?.length ?? 1];
  const stride = numberOr(layerField(layer, "stride"), 1);
  const same = layerField(layer, "padding") === "same";
  const [top, left] = same ? [Math.floor(rows / 2), Math.floor(columns / 2)] : [0, 0];
  const height = Math.floor((before.height + 2 * top - rows) / stride) + 1;
  const width = Math.floor((before.width + 2 * left - columns) / stride) + 1;
  const values = new Float64Array(filters.length * height * width);
  for (const [f, filter] of filters.entries()) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const sum = windowSum(filter, before, y * stride - top, x * stride - left);
        values[(f * height + y) * width + x] = sum + (parameters.biases[f] ?? 0);
      }
    }
  }
  return { channels: filters.length, height, width, values };
}

function windowSum(
  filter: Filters[number],
  { height, width, values }: Maps,
  top: number,
  left: number,
): number {
  let sum = 0;
  for (const [c, kernel] of filter.entries()) {
    for (const [v, row] of kernel.entries()) {
      const y = top + v;
      if (y < 0 || y >= height) continue;
      for (const [u, weight] of row.entries()) {
        const x = left + u;
        if (x >= 0 && x < width) sum += weight * (values[(c * height + y) * width + x] ?? 0);
      }
    }
  }
  return sum;
}

/** The maximum of each square. Rows and columns that are left over are ignored. */
function pooled({ channels, height, width, values }: Maps, size: number): Maps {
  const [rows, columns] = [Math.floor(height / size), Math.floor(width / size)];
  const maxima = new Float64Array(channels * rows * columns).fill(-Infinity);
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < rows * size; y++) {
      for (let x = 0; x < columns * size; x++) {
        const to = (c * rows + Math.floor(y / size)) * columns + Math.floor(x / size);
        maxima[to] = Math.max(maxima[to] ?? 0, values[(c * height + y) * width + x] ?? 0);
      }
    }
  }
  return { channels, height: rows, width: columns, values: maxima };
}

/** Each number as a square of equal numbers. */
function enlarged({ channels, height, width, values }: Maps, size: number): Maps {
  const [rows, columns] = [height * size, width * size];
  const copies = Float64Array.from({ length: channels * rows * columns }, (_, at) => {
    const [line, x] = [Math.floor(at / columns), at % columns];
    const [channel, y] = [Math.floor(line / rows), line % rows];
    return values[(channel * height + Math.floor(y / size)) * width + Math.floor(x / size)] ?? 0;
  });
  return { channels, height: rows, width: columns, values: copies };
}

/** The channels of both; undefined if their sizes differ. */
function concatenated(before: Maps, earlier: Maps | undefined): Maps | undefined {
  if (earlier?.height !== before.height || earlier.width !== before.width) return undefined;
  const values = new Float64Array(before.values.length + earlier.values.length);
  values.set(before.values);
  values.set(earlier.values, before.values.length);
  return { ...before, channels: before.channels + earlier.channels, values };
}

/** Weighted sums of a dense layer, which takes the maps one after the other. */
function dense({ weights, biases }: LayerParameters, before: Maps): Maps {
  const values = new Float64Array(weights.length);
  for (const [unit, row] of weights.entries()) {
    let sum = biases[unit] ?? 0;
    for (const [input, weight] of row.entries()) sum += weight * (before.values[input] ?? 0);
    values[unit] = sum;
  }
  return { channels: values.length, height: 1, width: 1, values };
}

function activate({ values }: Maps, name: unknown, slope: number): void {
  if (name === "softmax") {
    const units = Array.from(values, (value) => Float32Array.of(value));
    softmax(units);
    for (const [unit, [value = 0]] of units.entries()) values[unit] = value;
    return;
  }
  const activation = activationOf(typeof name === "string" ? name : "linear");
  if (!activation) return;
  for (const [at, value] of values.entries()) values[at] = activation(value, slope);
}
