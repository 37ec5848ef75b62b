export const architectures = {
  unrolledRecurrence: {
    folded: "The network",
    unrolled: "Unrolled over time",
    caption:
      "The state h receives the current input and its own previous value: hₜ = tanh(Wₓxₜ + Wₕhₜ₋₁ + b). Unrolled, it is a deep network with one layer for each time step. All arrows of one colour share their weights.",
    picture:
      "Left: a network whose state h is connected back to itself by the weights W h. Right: the same network unrolled into three copies, one for each time step. In each copy the input x leads to the state by W x and the state to the output y by V; the state leads to that of the next copy by W h.",
  },
  convolutionStack: {
    image: "image",
    convolution: "filters",
    pooling: "pooling",
    classes: "dense layer",
    caption:
      "A convolutional network for digits. Filters of 3 × 3 find patterns, and 2 × 2 pooling halves the maps, twice. The maps become smaller and more numerous; at the end a dense layer decides between ten classes.",
    picture:
      "From left to right: an image of 28 by 28; eight maps of 26 by 26 after the first filters; eight maps of 13 by 13 after pooling. Below: sixteen maps of 11 by 11 after the second filters; sixteen maps of 5 by 5 after pooling; 400 numbers; and a dense layer with ten outputs.",
  },
  simpleAndComplexCells: {
    before: "An edge at one place",
    after: "The same edge, shifted",
    input: "image",
    simple: "simple cells",
    complex: "complex cell",
    caption:
      "All simple cells (S) look for the same edge, each at another place. The complex cell (C) is active if at least one of its simple cells is. If the edge moves, another simple cell answers, but the same complex cell.",
    picture:
      "Two pictures of an image with a horizontal bar, three simple cells, each with a window of three rows, and one complex cell. In the first, the bar is in the upper window: the first simple cell is active, and with it the complex cell. In the second, the bar is in the middle window: the second simple cell is active, and again the complex cell.",
  },
  uNet: {
    image: "image",
    mask: "mask",
    copy: "copy",
    down: "what is there",
    up: "where it is",
    caption:
      "On the way down the maps become smaller, and the network finds out what is there. On the way up they become larger again. Copies across (dashed) bring the fine maps of the way down to the way up.",
    picture:
      "Maps in the shape of the letter U. On the left they become smaller from level to level: 16, 8 and 4 pixels wide. On the right they become larger again, up to the mask. At the two upper levels, dashed arrows copy the left map to the right one.",
  },
};
