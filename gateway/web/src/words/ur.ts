/** The words of the first screens. */
export { default as common } from "./ur/common.json";
export { default as day } from "./ur/day.json";
export { default as names } from "./ur/names.json";
