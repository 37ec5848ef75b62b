export const learning = {
  decisionArrow: {
    wrong: "a wrong sample",
    caption:
      "The arrow w is perpendicular to the line w·x + b = 0 and points to its positive side. Samples with y = +1 are blue, those with y = −1 orange. A sample is on the wrong side if y and w·x + b have different signs.",
    picture:
      "A plane divided by a line. The arrow w starts on the line, is perpendicular to it, and points into the side with blue samples. The other side contains orange samples and one blue sample with a ring, which is wrong.",
  },
  margin: {
    margin: "margin 1/‖w‖",
    support: "support vectors",
    caption:
      "Both lines separate the lecture's example. The solid line has the widest margin: 1 on each side. The samples at the edges of the band are the support vectors. The dashed line passes close to samples.",
    picture:
      "The samples (2, 3) in blue, and (2, 1) and (1, 0) in orange. A horizontal line at x2 = 2 lies in the middle of a band from 1 to 3; the samples (2, 3) and (2, 1) lie on the edges of the band and have rings. A dashed oblique line also separates the samples, but closely.",
  },
  tangentAndGradient: {
    curve: "One parameter",
    contours: "Two parameters, from above",
    slope: "slope L′(w)",
    caption:
      "With one parameter, the slope of the tangent says in which direction the loss rises; the step goes the other way. With two parameters, the gradient is an arrow that is perpendicular to the contours and points uphill, here for x² + y² at (1, 2).",
    picture:
      "Left: a parabola with the tangent at a point on its right side, and an arrow on the axis that leads from there towards the minimum. Right: circles as contours, a point at (1, 2), the gradient (2, 4) as an arrow away from the centre, and a shorter arrow towards the centre.",
  },
  overfittingCurves: {
    loss: "loss",
    epoch: "epochs",
    stop: "stop here",
    train: "training",
    validation: "validation",
    underfitting: "underfitting",
    overfitting: "overfitting",
    tooSmall: "too simple",
    fitting: "just right",
    tooLarge: "too flexible",
    caption:
      "The training loss keeps falling. The loss on other samples falls too at first, and then rises: from there on the network learns the noise. Early stopping keeps the parameters of the lowest point. The small pictures are three models of the same seven samples.",
    picture:
      "A chart of two losses by epoch. The training loss falls all the way. The validation loss falls, has its lowest point at a dashed line, and rises again. Below it three small charts of the same points: a straight line that misses them, a smooth curve near them, and a curve with swings through every point.",
  },
  energyLandscape: {
    states: "states",
    start: "two starts",
    deep: "deep minimum",
    shallow: "shallow minimum",
    caption:
      "Every step goes downhill, so the network comes to rest in a minimum near its start, which is not always the deepest. In a Hopfield network the height is the energy of a state, and stored patterns are minima. In training the height is the loss of the parameters.",
    picture:
      "A curve of the height over the states with a deep and a shallow minimum, and a hill between them. Two balls start on the hill: one rolls into the deep minimum, the other into the shallow one.",
  },
  bumps: {
    steps: "Two steep sigmoids",
    bump: "Their difference",
    sum: (count: number) => `${String(count)} bumps`,
    caption:
      "A sigmoid with a large weight is nearly a step. The difference of two steps is a bump. Bumps side by side, each with its own height, approximate a curve (orange); more and narrower bumps come closer.",
    picture:
      "Three charts. Left: two step-like curves, which rise at s1 and at s2. Middle: their difference, which is 1 between s1 and s2 and 0 elsewhere. Right: eight bars side by side under a smooth wave, each as high as the wave in the middle of the bar.",
  },
};
