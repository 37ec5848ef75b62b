import { convolution as en } from "../en/figures/convolution";
import { convolution as zhCn } from "../zh-cn/figures/convolution";

export const CONVOLUTION_FIGURE = { en, "zh-CN": zhCn };
