import type { Matrix } from "./batch-forward-pass";

/** Slides the weights over the picture: at each place where they fit, the sum of the products. */
export function convolved(picture: Matrix, weights: Matrix): Matrix {
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

/** Of each square of two by two the value that is farthest from 0. */
export function subsampled(map: Matrix): Matrix {
  const places = Array.from({ length: Math.floor(map.length / 2) }, (_, at) => 2 * at);
  return places.map((top) =>
    places.map((left) =>
      [0, 1]
        .flatMap((y) => [0, 1].map((x) => map[top + y]?.[left + x] ?? 0))
        .reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most)),
    ),
  );
}
