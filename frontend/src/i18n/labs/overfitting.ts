import { overfitting as en } from "../en/labs/overfitting";
import { overfitting as zhCn } from "../zh-cn/labs/overfitting";

export const OVERFITTING = { en, "zh-CN": zhCn };
