import type { Matrix } from "./batch-forward-pass";

/** Convolution as in neural networks (cross-correlation, stride 1, no padding). */
export function convolve(picture: Matrix, weights: Matrix): Matrix {
  const size = weights.length;
  const places = Array.from({ length: picture.length - size + 1 }, (_, at) => at);
  return places.map((top) =>
    places.map((left) =>
      weights
        .flatMap((row, y) => row.map((weight, x) => weight * (picture[top + y]?.[left + x] ?? 0)))
        .reduce((sum, each) => sum + each, 0),
    ),
  );
}

/** ReLU of every value. */
export function rectified(map: Matrix): Matrix {
  return map.map((row) => row.map((value) => Math.max(value, 0)));
}

/** Maximum of each square of two by two, stride 2. An odd last row or column is dropped. */
export function maxPooled(map: Matrix): Matrix {
  const places = Array.from({ length: Math.floor(map.length / 2) }, (_, at) => 2 * at);
  return places.map((top) =>
    places.map((left) =>
      Math.max(...[0, 1].flatMap((y) => [0, 1].map((x) => map[top + y]?.[left + x] ?? 0))),
    ),
  );
}
