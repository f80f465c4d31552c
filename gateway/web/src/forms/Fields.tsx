/** A shape's fields, each by its kind. */
import { Checkbox, NativeSelect, NumberInput, PasswordInput, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSaid } from "@/parts/said";
import { DayInput, InstantInput, TimeInput } from "@/parts/DayInput";
import { GroupField, ListField } from "./Groups";
import { isNeeded } from "./asking";
import { bare, kindOf, typesOf, type Shape } from "./operation";
import { findPicker, isBooking } from "./pickers";
import { readAt, writeAt, type Values, type Wrong } from "./values";

export interface FormState {
  operation: string;
  values: Values;
  set: (values: Values, path: string) => void;
  wrong: Record<string, Wrong>;
  /** What the service said, by the dotted path of the field. */
  said: Record<string, string>;
  isShown: (path: string) => boolean;
}

interface Props {
  shape: Shape;
  names: string[];
  state: FormState;
  params: Record<string, string>;
  within?: string;
  /** Nothing of it is needed as long as all of it is left open. */
  mayBeLeft?: boolean;
}

export function Fields({ shape, names, state, params, within = "", mayBeLeft = false }: Props) {
  const isRequired = (path: string, name: string) =>
    (!mayBeLeft && !!shape.required?.includes(name)) || isNeeded(state.operation, path, state.values);
  return (
    <div className="fields">
      {names.map((name) => {
        const given = shape.properties?.[name];
        if (!given) return null;
        const path = within ? `${within}.${name}` : name;
        return (
          <div key={path} className={isWide(bare(given), state.operation, path) ? "whole-width" : undefined}>
            <Field name={name} path={path} shape={bare(given)} isRequired={isRequired(path, name)} state={state} params={params} />
          </div>
        );
      })}
    </div>
  );
}

/** A text of no more signs has room beside another field. */
const SHORT_TEXT = 200;

/** Whether a field takes a line of its own: groups, lists, long texts, and times with what is free below them. */
function isWide(shape: Shape, operation: string, path: string): boolean {
  const kind = kindOf(shape);
  if (kind === "group" || kind === "list" || kind === "lines" || isBooking(operation, path)) return true;
  return kind === "text" && !findPicker(operation, path, shape) && (shape.maxLength ?? Infinity) > SHORT_TEXT;
}

export interface FieldProps {
  name: string;
  path: string;
  shape: Shape;
  isRequired: boolean;
  state: FormState;
  params: Record<string, string>;
  label?: string;
  /** A row of a list that is not sent as long as nobody writes into it. */
  mayBeLeft?: boolean;
}

/** What helps stands in a list's first row; in each of them it would make a short list long. */
const IN_LATER_ROW = /\.[1-9]\d*\./;

/** What every kind of field is given: its name in words, its help, whether it must be filled, and what is wrong with it. */
export function useFieldParts({ name, path, shape, isRequired, state, label }: FieldProps) {
  const { t, i18n } = useTranslation(["forms", "fields", "procedures"]);
  const wrong = state.isShown(path) ? state.wrong[path] : undefined;
  const here = (of: "field" | "help") => (i18n.exists(`${state.operation}.${of}.${name}`, { ns: "procedures" }) ? t(`procedures:${state.operation}.${of}.${name}`) : undefined);
  const { say } = useSaid();
  const said = state.said[path];
  return {
    label: label ?? here("field") ?? t(`fields:${name}`),
    description: IN_LATER_ROW.test(path) ? undefined : here("help") ?? (i18n.exists(`help.${name}`, { ns: "fields" }) ? t(`fields:help.${name}`) : undefined),
    withAsterisk: isRequired,
    required: isRequired,
    name: path,
    error: said ? <bdi>{say(said)}</bdi> : wrong ? t(`forms:wrong.${reasonOf(wrong, shape)}`, { limit: wrong.limit }) : undefined,
  };
}

/** A day or an hour that is not understood is told apart: there is one way to write it. */
function reasonOf({ reason }: Wrong, shape: Shape): string {
  const kind = kindOf(shape);
  return reason === "malformed" && (kind === "day" || kind === "instant" || kind === "time") ? kind : reason;
}

export function Field(props: FieldProps) {
  const { path, shape, state } = props;
  const { t } = useTranslation(["forms", "choices", "common"]);
  const parts = useFieldParts(props);
  const value = readAt(state.values, path);
  const set = (changed: unknown) => state.set(writeAt(state.values, path, changed), path);
  const text = typeof value === "string" ? value : "";
  const Picker = findPicker(state.operation, path, shape);
  if (Picker) return <Picker {...props} parts={parts} value={value} set={set} />;
  switch (kindOf(shape)) {
    case "choice":
      return (
        <NativeSelect {...parts} value={text} onChange={(event) => set(event.currentTarget.value || undefined)}>
          <option value="">{t("forms:choose")}</option>
          {shape.enum?.filter((one) => one !== null).map((one) => (
            <option key={String(one)} value={String(one)}>
              {t(`choices:${one}`)}
            </option>
          ))}
        </NativeSelect>
      );
    case "flag":
      return (
        <Checkbox
          label={parts.label}
          description={parts.description}
          name={path}
          error={parts.error}
          checked={value === true}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      );
    case "number":
      return (
        <NumberInput
          {...parts}
          value={typeof value === "number" ? value : ""}
          allowDecimal={!typesOf(shape).includes("integer")}
          hideControls
          inputMode="numeric"
          onChange={(changed) => set(changed === "" ? undefined : Number(changed))}
        />
      );
    case "amount":
      return <TextInput {...parts} inputMode="decimal" dir="ltr" value={text} onChange={(event) => set(event.currentTarget.value)} />;
    case "day":
      return <DayInput {...parts} value={text} onChange={set} />;
    case "time":
      return <TimeInput {...parts} value={text} onChange={set} />;
    case "instant":
      return <InstantInput {...parts} value={text} onChange={set} />;
    case "lines":
      return <Textarea {...parts} autosize minRows={3} dir="auto" value={text} onChange={(event) => set(event.currentTarget.value)} />;
    case "secret":
      return (
        <PasswordInput
          {...parts}
          autoComplete={path === "old_password" ? "current-password" : "new-password"}
          visibilityToggleButtonProps={{ "aria-label": t("common:entrance.show_password") }}
          value={text}
          onChange={(event) => set(event.currentTarget.value)}
        />
      );
    case "group":
      return <GroupField {...props} />;
    case "list":
      return <ListField {...props} />;
    default:
      return <TextInput {...parts} dir="auto" value={text} onChange={(event) => set(event.currentTarget.value)} />;
  }
}
