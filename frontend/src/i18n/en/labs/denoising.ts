export const denoising = {
  data: "Data",
  parts: { plane: "Points of the plane", digits: "Pictures of digits" },
  curve: "60 points on a",
  curves: { circle: "circle", line: "line", spiral: "spiral" },
  arrows: "Arrows from a point to its repaired one",
  arrowKinds: { network: "The network", best: "The best possible answer" },
  field: "A field of arrows, each from a point towards its repaired point; the data are orange dots",
  drop: "Press anywhere in the plane to drop a point, or move it with the sliders. It is repaired again and again, along the blue line.",
  errors: "Mean squared distance between a repaired point and its undisturbed one",
  error: "E‖r(x̃) − x‖²",
  none: "Without repair",
  deviation: (distance: string) =>
    `On the 13 × 13 starting points, the network's answer is on average ${distance} away from the best possible one.`,
  epoch: (epoch: number, all: number) => `Epoch ${String(epoch)} of ${String(all)}`,
  original: "Pictures that the network has not seen",
  disturbed: (wrong: string) => `Disturbed: ${wrong} of the pixels are wrong`,
  repaired: (wrong: string) => `Repaired by the network: ${wrong} of the pixels are wrong`,
};
