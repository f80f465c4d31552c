/** What the service would not take, said before anything is sent. */
import { LARGEST, TYPES } from "@/forms/storing";

export function faultOf({ name, type, size }: Pick<File, "name" | "type" | "size">): { name: string; why: "type_refused" | "too_large" | "file_empty" } | undefined {
  if (!TYPES.includes(type)) return { name, why: "type_refused" };
  if (size > LARGEST) return { name, why: "too_large" };
  return size === 0 ? { name, why: "file_empty" } : undefined;
}
