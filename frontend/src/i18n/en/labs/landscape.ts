export const landscape = {
  address: "Address of your playground",
  addressHint:
    "Copy it from the browser's address bar, including everything after #. If empty: the circle, with hidden layers of four and two neurons.",
  epochs: "Epochs",
  train: "Train and draw",
  plane: "Plane",
  planes: { path: "of the path", random: "of two random directions" },
  picture: (plane: string) =>
    `The loss over the plane ${plane}, seen from above; the stronger the colour, the lower`,
  pathPicture: "with the path of this training from its initial weights (ring) to its end (dot)",
  span: "Half width",
  atStart: "Loss at the initial weights",
  atEnd: "Loss at the end",
  table: "The loss on the training samples, as computed by this page and by the server",
  here: "this page",
  server: "server",
  kept: (share: string) => `The plane keeps ${share} of the path's variance.`,
  network: (shape: string) => `Network: ${shape}`,
  cannot: "This page cannot compute the loss of this network.",
  tooLarge: (most: number) => `Networks of at most ${String(most)} parameters can be drawn here.`,
};
