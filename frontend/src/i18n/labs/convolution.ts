import { convolution as en } from "../en/labs/convolution";
import { convolution as zhCn } from "../zh-cn/labs/convolution";

export const CONVOLUTION = { en, "zh-CN": zhCn };
