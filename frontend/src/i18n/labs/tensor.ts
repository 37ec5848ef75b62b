import { tensor as en } from "../en/labs/tensor";
import { tensor as zhCn } from "../zh-cn/labs/tensor";

export const TENSOR = { en, "zh-CN": zhCn };
