import { dataQuality as en } from "../en/labs/data-quality";
import { dataQuality as zhCn } from "../zh-cn/labs/data-quality";

export const DATA_QUALITY = { en, "zh-CN": zhCn };
