/** The words of the first screens. */
export { default as common } from "./en/common.json";
export { default as day } from "./en/day.json";
export { default as names } from "./en/names.json";
