import { snarc as en } from "../en/labs/snarc";
import { snarc as zhCn } from "../zh-cn/labs/snarc";

export const SNARC = { en, "zh-CN": zhCn };
