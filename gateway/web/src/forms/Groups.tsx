/** Groups of fields, and lists with one more and one less. */
import { ActionIcon, Button, Fieldset, Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Field, Fields, useFieldParts, type FieldProps } from "./Fields";
import { bare, kindOf } from "./operation";
import { beginWith, clean, isUntouched, readAt, writeAt, type Values } from "./values";

/** A group of no more fields stands open even where it may be left out. */
const SHORT = 3;

/** What one more of a list is called, and the words that add it. */
function useOneOf(name: string): { one: (many: string) => string; addWords: (many: string) => string } {
  const { t, i18n } = useTranslation(["forms", "fields"]);
  const has = (of: string) => i18n.exists(`${of}.${name}`, { ns: "fields" });
  return {
    one: (many) => (has("one") ? t(`fields:one.${name}`) : many),
    addWords: (many) => (has("add") ? t(`fields:add.${name}`) : t("forms:add", { what: many })),
  };
}

export function GroupField(props: FieldProps) {
  const { name, path, shape, state, params, isRequired, label, mayBeLeft = false } = props;
  const { t } = useTranslation("forms");
  const { addWords } = useOneOf(name);
  const parts = useFieldParts(props);
  const value = readAt(state.values, path);
  const set = (changed: unknown) => state.set(writeAt(state.values, path, changed), path);
  const names = Object.keys(shape.properties ?? {});
  const isShort = names.length <= SHORT;
  const isLeft = mayBeLeft || (!isRequired && Object.keys(clean(shape, (value ?? {}) as Values)).length === 0);
  if (!isRequired && !isShort && (value === undefined || value === null)) {
    return (
      <div>
        <Button variant="light" size="compact-md" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => set({})}>
          {addWords(parts.label)}
        </Button>
      </div>
    );
  }
  return (
    <Fieldset legend={parts.label}>
      {parts.description && !label && <Text size="sm" c="dimmed" mb="xs">{parts.description}</Text>}
      <Fields shape={shape} names={names} state={state} params={params} within={path} mayBeLeft={isLeft} />
      {!isRequired && !isShort && (
        <Button mt="sm" variant="default" size="compact-sm" onClick={() => set(undefined)}>
          {t("remove", { what: parts.label })}
        </Button>
      )}
      {parts.error && <Text c="red.9" size="sm" role="alert">{parts.error}</Text>}
    </Fieldset>
  );
}

/** What one more row begins with: sections are mostly of the act that the one before is of. */
export function likeBefore(rows: unknown[]): Values {
  const { act } = (rows.at(-1) ?? {}) as Values;
  return act === undefined ? {} : { act };
}

export function ListField(props: FieldProps) {
  const { name, path, shape, state, params } = props;
  const { t } = useTranslation("forms");
  const parts = useFieldParts(props);
  const found = readAt(state.values, path);
  const { one, addWords } = useOneOf(name);
  const rows = Array.isArray(found) ? (found as unknown[]) : [];
  const item = bare(shape.items ?? {});
  const least = parts.required ? (shape.minItems ?? 0) : 0;
  const set = (changed: unknown[]) => state.set(writeAt(state.values, path, changed), path);
  const box = useRef<HTMLFieldSetElement>(null);
  const add = () => {
    set([...rows, kindOf(item) === "group" ? beginWith(item, likeBefore(rows)) : ""]);
    // Whoever adds a row writes into it next, where it does not say something already.
    requestAnimationFrame(() => requestAnimationFrame(() => findEmpty(box.current, `${path}.${rows.length}`)?.focus()));
  };
  return (
    <Fieldset ref={box} legend={<>{parts.label}{parts.required && <Text span inherit c="red.9"> *</Text>}</>}>
      <Stack gap="sm">
        {parts.description && <Text size="sm" c="dimmed">{parts.description}</Text>}
        {rows.map((_, row) => (
          <Row
            key={row}
            isGroup={kindOf(item) === "group"}
            called={t("remove_row", { what: one(parts.label), number: row + 1 })}
            onRemove={rows.length > least ? () => set(rows.filter((_, other) => other !== row)) : undefined}
          >
            <Field
              name={name}
              path={`${path}.${row}`}
              shape={item}
              isRequired
              state={state}
              params={params}
              label={t("row", { what: one(parts.label), number: row + 1 })}
              mayBeLeft={row >= least && row === rows.length - 1 && isUntouched(item, rows[row])}
            />
          </Row>
        ))}
        <div>
          <Button
            variant="light"
            size="compact-md"
            leftSection={<IconPlus size={16} aria-hidden />}
            data-add={path}
            disabled={rows.length >= (shape.maxItems ?? 1_000)}
            onClick={add}
          >
            {addWords(parts.label)}
          </Button>
        </div>
        {parts.error && <Text c="red.9" size="sm" role="alert">{parts.error}</Text>}
      </Stack>
    </Fieldset>
  );
}

/** The first field of a row into which nothing was written. */
function findEmpty(box: HTMLElement | null, row: string): HTMLElement | undefined {
  const fields = box?.querySelectorAll<HTMLInputElement>(`:is([name="${row}"], [name^="${row}."], [data-field="${row}"], [data-field^="${row}."]):not([type=hidden])`) ?? [];
  return [...fields].find((field) => field.value === "");
}

interface RowProps { isGroup: boolean; called: string; onRemove: (() => void) | undefined; children: ReactNode }

/** One of a list, with what takes it away: beside a single field, below a group, which needs the whole width of a phone. */
function Row({ isGroup, called, onRemove, children }: RowProps) {
  if (!onRemove) return children;
  if (isGroup) {
    return (
      <div>
        {children}
        <Button variant="subtle" size="compact-sm" mt={-8} leftSection={<IconTrash size={16} aria-hidden />} onClick={onRemove}>{called}</Button>
      </div>
    );
  }
  return (
    <Group align="flex-start" wrap="nowrap">
      <div style={{ flex: 1 }}>{children}</div>
      <ActionIcon variant="default" size="lg" mt={24} aria-label={called} onClick={onRemove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
