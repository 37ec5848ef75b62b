export const convolution = {
  picture: "Image",
  weights: "3 × 3 weights",
  featureMap: "Feature map",
  rectified: "After ReLU",
  pooled: "After max pooling",
  convolution:
    "The nine weights detect vertical edges: the feature map is positive (blue) at the left edge of the spot and negative (orange) at its right edge. ReLU sets the negative values to 0, so this filter finds left edges only. Max pooling keeps the largest of every four values. The frames show one place: nine pixels are multiplied by the weights and added, and later the largest of four values is kept.",
  convolutionPicture:
    "An image of eight by eight pixels with a round spot; nine weights, minus one in the left column, zero in the middle, plus one in the right; the feature map of six by six, positive along the left edge of the spot and negative along its right edge; the same map after ReLU, where only the left edge is left; and the map after max pooling, three by three.",
};
