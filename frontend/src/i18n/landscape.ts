import { landscape as en } from "./en/parts/landscape";
import { landscape as zhCn } from "./zh-cn/parts/landscape";

export const LANDSCAPE = { en, "zh-CN": zhCn };

export type LandscapeTexts = typeof en;
