/** A shape's fields, each by its kind; groups within groups, lists with one more and one less. */
import { ActionIcon, Button, Checkbox, Fieldset, Group, NativeSelect, NumberInput, PasswordInput, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSaid } from "@/parts/said";
import { DayInput, InstantInput } from "@/parts/DayInput";
import { bare, kindOf, typesOf, type Shape } from "./operation";
import { findPicker } from "./pickers";
import { beginWith, readAt, writeAt, type Values, type Wrong } from "./values";

export interface FormState {
  operation: string;
  values: Values;
  set: (values: Values, path: string) => void;
  wrong: Record<string, Wrong>;
  /** What the service said, by the dotted path of the field. */
  said: Record<string, string>;
  isShown: (path: string) => boolean;
}

interface Props { shape: Shape; names: string[]; state: FormState; params: Record<string, string>; within?: string }

export function Fields({ shape, names, state, params, within = "" }: Props) {
  return (
    <Stack gap="md">
      {names.map((name) => {
        const given = shape.properties?.[name];
        if (!given) return null;
        const path = within ? `${within}.${name}` : name;
        return <Field key={path} name={name} path={path} shape={bare(given)} isRequired={!!shape.required?.includes(name)} state={state} params={params} />;
      })}
    </Stack>
  );
}

export interface FieldProps { name: string; path: string; shape: Shape; isRequired: boolean; state: FormState; params: Record<string, string>; label?: string }

/** What every kind of field is given: its name in words, its help, whether it must be filled, and what is wrong with it. */
export function useFieldParts({ name, path, isRequired, state, label }: FieldProps) {
  const { t, i18n } = useTranslation(["forms", "fields"]);
  const wrong = state.isShown(path) ? state.wrong[path] : undefined;
  const { say } = useSaid();
  const said = state.said[path];
  return {
    label: label ?? t(`fields:${name}`),
    description: i18n.exists(`help.${name}`, { ns: "fields" }) ? t(`fields:help.${name}`) : undefined,
    withAsterisk: isRequired,
    required: isRequired,
    name: path,
    error: said ? <bdi>{say(said)}</bdi> : wrong ? t(`forms:wrong.${wrong.reason}`, { limit: wrong.limit }) : undefined,
  };
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
      return <DayInput {...parts} value={text} onChange={(event) => set(event.currentTarget.value || undefined)} />;
    case "time":
      return <TextInput {...parts} type="time" value={text} onChange={(event) => set(event.currentTarget.value || undefined)} />;
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

function GroupField(props: FieldProps) {
  const { path, shape, state, params, isRequired } = props;
  const { t } = useTranslation("forms");
  const parts = useFieldParts(props);
  const value = readAt(state.values, path);
  const set = (changed: unknown) => state.set(writeAt(state.values, path, changed), path);
  if (!isRequired && (value === undefined || value === null)) {
    return (
      <div>
        <Button variant="light" size="compact-md" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => set({})}>
          {t("add", { what: parts.label })}
        </Button>
      </div>
    );
  }
  return (
    <Fieldset legend={parts.label}>
      <Fields shape={shape} names={Object.keys(shape.properties ?? {})} state={state} params={params} within={path} />
      {!isRequired && (
        <Button mt="sm" variant="default" size="compact-sm" onClick={() => set(undefined)}>
          {t("remove", { what: parts.label })}
        </Button>
      )}
      {parts.error && <Text c="red.9" size="sm" role="alert">{parts.error}</Text>}
    </Fieldset>
  );
}

function ListField(props: FieldProps) {
  const { name, path, shape, state, params } = props;
  const { t } = useTranslation("forms");
  const parts = useFieldParts(props);
  const found = readAt(state.values, path);
  const rows = Array.isArray(found) ? (found as unknown[]) : [];
  const item = bare(shape.items ?? {});
  const set = (changed: unknown[]) => state.set(writeAt(state.values, path, changed), path);
  return (
    <Fieldset legend={parts.label + (parts.required ? " *" : "")}>
      <Stack gap="sm">
        {parts.description && <Text size="sm" c="dimmed">{parts.description}</Text>}
        {rows.map((_, row) => (
          <Group key={row} align="flex-end" wrap="nowrap">
            <div style={{ flex: 1 }}>
              <Field
                name={name}
                path={`${path}.${row}`}
                shape={item}
                isRequired
                state={state}
                params={params}
                label={t("row", { what: parts.label, number: row + 1 })}
              />
            </div>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t("remove_row", { what: parts.label, number: row + 1 })}
              onClick={() => set(rows.filter((_one, other) => other !== row))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button
            variant="light"
            size="compact-md"
            leftSection={<IconPlus size={16} aria-hidden />}
            data-add={path}
            disabled={rows.length >= (shape.maxItems ?? 1_000)}
            onClick={() => set([...rows, kindOf(item) === "group" ? beginWith(item, {}) : ""])}
          >
            {t("add", { what: parts.label })}
          </Button>
        </div>
        {parts.error && <Text c="red.9" size="sm" role="alert">{parts.error}</Text>}
      </Stack>
    </Fieldset>
  );
}
