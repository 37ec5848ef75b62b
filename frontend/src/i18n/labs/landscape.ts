import { landscape as en } from "../en/labs/landscape";
import { landscape as zhCn } from "../zh-cn/labs/landscape";

export const LANDSCAPE_LAB = { en, "zh-CN": zhCn };
