import { losses as en } from "../en/labs/losses";
import { losses as zhCn } from "../zh-cn/labs/losses";

export const LOSSES = { en, "zh-CN": zhCn };
