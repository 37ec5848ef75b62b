import { segmentation as en } from "../en/labs/segmentation";
import { segmentation as zhCn } from "../zh-cn/labs/segmentation";

export const SEGMENTATION = { en, "zh-CN": zhCn };
