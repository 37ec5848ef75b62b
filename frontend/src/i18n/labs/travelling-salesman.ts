import { travellingSalesman as en } from "../en/labs/travelling-salesman";
import { travellingSalesman as zhCn } from "../zh-cn/labs/travelling-salesman";

export const TRAVELLING_SALESMAN = { en, "zh-CN": zhCn };
