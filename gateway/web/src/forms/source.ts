/** What a field is chosen from: what to offer for what was typed, and whether it is still being asked for. */
import type { PickerProps } from "./pickers";

interface Option { value: string; label: string }
export type Source = (props: PickerProps, search: string) => { options: Option[]; isLoading: boolean };

/** More than a list can hold: the server is asked for what is typed. */
export const SERVED = new Set<Source>();
