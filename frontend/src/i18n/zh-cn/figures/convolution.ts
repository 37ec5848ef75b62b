import type { convolution as en } from "../../en/figures/convolution";

export const convolution: typeof en = {
  picture: "图像",
  weights: "3 × 3 的权重",
  featureMap: "特征图",
  rectified: "ReLU 之后",
  pooled: "最大汇聚之后",
  convolution:
    "这九个权重用来检测竖直边缘：特征图在圆斑左缘为正（蓝色），右缘为负（橙色）。ReLU 把负值变为 0，所以这个滤波器只找出左缘。最大汇聚从每四个值中取最大。方框标出同一处：九个像素加权得到一个值，再从四个值中取最大。",
  convolutionPicture:
    "八乘八像素的图像，中间是一个圆斑；九个权重，左列为负一，中列为零，右列为正一；由此得到的六乘六特征图，沿圆斑左缘为正，沿右缘为负；经过 ReLU 之后，只剩左缘；经过最大汇聚之后，特征图变为三乘三。",
};
