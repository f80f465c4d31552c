/** Not following a suggestion: another prosecutor, or none; with the reason, which is kept as a draft until it is sent. */
import { Button, Drawer, Group, Select, Stack, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import type { Problem } from "@/api/problems";
import { useDraft } from "@/forms/useDraft";
import { PROSECUTORS, usePeople } from "@/parts/people";
import { Trouble } from "@/parts/Trouble";
import { directionOf } from "@/words";
import { useReasonWords } from "../reasons";
import type { useDeciding } from "./deciding";
import type { Suggestion } from "./loads";

interface Props { of: Suggestion; planId: string; how: "change" | "refuse"; deciding: ReturnType<typeof useDeciding> }

export function Decide(props: Props) {
  const { t, i18n } = useTranslation("roster");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>{t(props.how)}</Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t(`${props.how}_title`)}
        position={directionOf(i18n.language) === "rtl" ? "left" : "right"}
        size="lg"
        closeButtonProps={{ "aria-label": t("close") }}
      >
        {isOpen && <Form {...props} onDone={() => setOpen(false)} />}
      </Drawer>
    </>
  );
}

function Form({ of, planId, how, deciding, onDone }: Props & { onDone: () => void }) {
  const { t } = useTranslation("roster");
  const [values, setValues] = useState<{ who?: string | undefined; reason: string }>({ reason: "" });
  const [isTried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const draft = useDraft<typeof values>(`decide ${planId} ${of.id} ${how}`, setValues);
  const set = (changed: Partial<typeof values>) => {
    const next = { ...values, ...changed };
    setValues(next);
    draft.keep(next);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { who, reason } = values;
    if (!reason.trim() || (how === "change" && !who)) return;
    const wrong = await deciding.decide([{ hearing_id: of.id, decision: how, reason: reason.trim(), ...(how === "change" ? { prosecutor_id: who! } : {}) }]);
    setProblem(wrong);
    if (wrong) return;
    await draft.drop();
    onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate data-decide={how}>
      <Stack>
        {problem && <Trouble problem={problem} />}
        {how === "change" && <Who of={of} value={values.who} onChange={(who) => set({ who })} isMissing={isTried && !values.who} />}
        <Textarea
          label={t("reason_field")}
          required
          withAsterisk
          autosize
          minRows={2}
          maxLength={500}
          dir="auto"
          value={values.reason}
          onChange={(event) => set({ reason: event.currentTarget.value.replace(/\s*\n\s*/g, " ") })}
          error={isTried && !values.reason.trim() ? t("needed") : undefined}
        />
        <Group>
          <Button type="submit" loading={deciding.isBusy}>{t("save")}</Button>
          <Button variant="default" onClick={onDone}>{t("close")}</Button>
        </Group>
      </Stack>
    </form>
  );
}

interface WhoProps { of: Suggestion; value: string | undefined; onChange: (id: string | undefined) => void; isMissing: boolean }

/** Whoever can stand in it comes first, each with the reason; the others may be chosen too, and the service says what speaks against them. */
function Who({ of, value, onChange, isMissing }: WhoProps) {
  const { t } = useTranslation("roster");
  const say = useReasonWords();
  const best = api.useQuery("get", "/api/hearings/{hearing_id}/suggested-prosecutors", { params: { path: { hearing_id: of.id }, query: { limit: 10 } } });
  const [search, setSearch] = useState("");
  const [settled] = useDebouncedValue(search, 300);
  const able = best.data?.items ?? [];
  const people = usePeople(settled, [...new Set([...able.map(({ prosecutor_id }) => prosecutor_id), ...(value ? [value] : [])])], PROSECUTORS);
  const names = new Map(people.options.map((one) => [one.value, one.label]));
  const isAble = new Set(able.map(({ prosecutor_id }) => prosecutor_id));
  return (
    <Select
      label={t("who")}
      required
      withAsterisk
      searchable
      onSearchChange={setSearch}
      placeholder={t("choose")}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      error={isMissing ? t("needed") : undefined}
      data={[
        { group: t("suggested_group"), items: able.map((one) => ({ value: one.prosecutor_id, label: `${names.get(one.prosecutor_id)}: ${say(one.reason)}` })) },
        { group: t("others_group"), items: [...names].filter(([id]) => !isAble.has(id)).map(([id, name]) => ({ value: id, label: name })) },
      ]}
    />
  );
}
