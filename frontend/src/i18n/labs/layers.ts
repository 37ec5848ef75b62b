import { layers as en } from "../en/labs/layers";
import { layers as zhCn } from "../zh-cn/labs/layers";

export const LAYERS = { en, "zh-CN": zhCn };
