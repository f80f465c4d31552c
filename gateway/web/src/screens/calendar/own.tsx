/** One's own times: dates on which one would rather not be booked, and busy times taken from a calendar file of one's own. */
import { Button, Card, FileInput, Group, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "@/api/client";
import { Problem } from "@/api/problems";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useSession } from "@/app/session";
import { tell } from "@/app/tell";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Trouble } from "@/parts/Trouble";
import { Day, Instant, today } from "@/parts/when";

export default function OwnTimes() {
  const { t } = useTranslation("own");
  return (
    <Page title={t("title")} under={t("help")}>
      <Stack>
        <ToAvoid />
        <Busy />
      </Stack>
    </Page>
  );
}

function ToAvoid() {
  const { t } = useTranslation("own");
  const { me } = useSession();
  const asked = api.useInfiniteQuery("get", "/api/dates-to-avoid", { params: { query: { limit: 50, from: today() } } }, PAGES);
  return (
    <Card withBorder component="section" aria-label={t("avoid")}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">{t("avoid")}</Title>
        <ProcedureButton operation="avoid_dates" />
      </Group>
      <Text size="sm" c="dimmed" mb="xs">{t("avoid_help")}</Text>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_avoid")}>
        {(pages) => (
          <Rows
            label={t("avoid")}
            rows={rowsOf(pages)}
            keyOf={(one) => one.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "whose", title: t("whose"), cell: (one) => <PersonName id={one.prosecutor_id} /> },
              { key: "from", title: t("from"), cell: (one) => <Day on={one.first_on} /> },
              { key: "to", title: t("to"), cell: (one) => <Day on={one.last_on} /> },
              {
                key: "steps",
                title: t("steps"),
                cell: (one) => one.prosecutor_id === me.id && <ProcedureButton operation="withdraw_dates_to_avoid" params={{ dates_id: one.id }} button={{ size: "compact-sm", variant: "default" }} />,
              },
            ]}
          />
        )}
      </Read>
    </Card>
  );
}

function Busy() {
  const { t } = useTranslation("own");
  const asked = api.useQuery("get", "/api/calendar/own-times");
  return (
    <Card withBorder component="section" aria-label={t("times")}>
      <Title order={2} size="h4" mb="xs">{t("times")}</Title>
      <AddBusy />
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_times")}>
        {({ items }) => (
          <Rows
            label={t("times")}
            rows={items}
            keyOf={(one) => one.id}
            columns={[
              { key: "what", title: t("what"), cell: (one) => <bdi>{one.title ?? t("untitled")}</bdi> },
              { key: "next", title: t("next"), cell: (one) => <Instant at={one.next_starts_at} /> },
              { key: "count", title: t("within_a_year"), cell: (one) => <span className="number">{one.times_within_a_year}</span> },
              { key: "recorded", title: t("recorded"), cell: (one) => <Instant at={one.recorded_at} /> },
              { key: "steps", title: t("steps"), cell: (one) => <ProcedureButton operation="end_own_time" params={{ own_time_id: one.id }} button={{ size: "compact-sm", variant: "default" }} /> },
            ]}
          />
        )}
      </Read>
    </Card>
  );
}

/** A calendar file is chosen, not typed, so this is no form of fields. */
function AddBusy() {
  const { t } = useTranslation("own");
  const mayDo = useMayDo();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [wrong, setWrong] = useState<Problem | "choose_first" | "empty_file">();
  const [isBusy, setBusy] = useState(false);
  if (!mayDo("add_own_times")) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return setWrong("choose_first");
    if (file.size === 0) return setWrong("empty_file");
    setBusy(true);
    setWrong(undefined);
    try {
      await send("POST", "/api/calendar/own-times", { calendar: await file.text() }, { key: crypto.randomUUID() });
      setFile(null);
      tell(t("added"));
      void queries.invalidateQueries({ queryKey: ["get", "/api/calendar/own-times"] });
    } catch (error) {
      setWrong(error instanceof Problem ? error : Problem.unreachable(false));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate data-operation="add_own_times" className="no-print">
      <Stack gap="xs" mb="md">
        {wrong instanceof Problem && <Trouble problem={wrong} />}
        <Group align="flex-end">
          <FileInput
            label={t("choose_file")}
            description={t("times_help")}
            accept=".ics,text/calendar"
            value={file}
            onChange={setFile}
            error={typeof wrong === "string" ? t(wrong) : undefined}
            placeholder={t("choose_file")}
            style={{ flex: 1, minWidth: 240 }}
          />
          <Button type="submit" loading={isBusy}>{t("add")}</Button>
        </Group>
      </Stack>
    </form>
  );
}
