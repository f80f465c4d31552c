/** A step chosen from those that fit what stands: the page tells them by `next_steps`, others come after them or not at all. */
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PickerProps } from "./pickers";

/** Steps that may be recorded although they do not follow: entries come late, and a gap is named where it stays. */
const MAY_LEAVE_A_GAP = new Set(["record_custody"]);

export function StepPicker({ parts, shape, state, params, value, set }: PickerProps) {
  const { t } = useTranslation(["forms", "choices"]);
  const all = (shape.enum ?? []).filter((one) => one !== null).map(String);
  const [fit, others] = part(all, params.next_steps, MAY_LEAVE_A_GAP.has(state.operation));
  const named = (steps: string[]) => steps.map((one) => <option key={one} value={one}>{t(`choices:${one}`)}</option>);
  return (
    <NativeSelect {...parts} value={typeof value === "string" ? value : ""} onChange={(event) => set(event.currentTarget.value || undefined)}>
      <option value="">{t("choose")}</option>
      {others.length === 0 ? named(fit) : (
        <>
          <optgroup label={t("steps_that_fit")}>{named(fit)}</optgroup>
          <optgroup label={t("steps_with_a_gap")}>{named(others)}</optgroup>
        </>
      )}
    </NativeSelect>
  );
}

/** The steps that fit, and those that come after them; all of them alike where the page does not know what fits. */
export function part(all: string[], next: string | undefined, mayLeaveAGap: boolean): [string[], string[]] {
  if (next === undefined) return [all, []];
  const fit = next.split(" ").filter((one) => all.includes(one));
  return [fit, mayLeaveAGap ? all.filter((one) => !fit.includes(one)) : []];
}
