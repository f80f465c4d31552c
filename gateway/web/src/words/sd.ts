/** The words of the first screens. */
export { default as common } from "./sd/common.json";
export { default as day } from "./sd/day.json";
export { default as names } from "./sd/names.json";
