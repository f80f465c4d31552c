/** The list of cases: searched by number, name and words, filtered, with columns of one's choice, views that are kept, and export. */
import { ActionIcon, Button, Group, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconColumns, IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { rowsOf } from "@/api/reading";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { MoreSteps } from "@/parts/MoreSteps";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { ChooseColumns, useColumns } from "./finding/columns";
import { Filters } from "./finding/Filters";
import { isListed, listFor, useCounts, useFilter, useFound, type Filter } from "./finding/search";
import { Views } from "./finding/Views";

export function CaseList() {
  const { t } = useTranslation(["cases", "fields", "choices"]);
  const [query, setQuery] = useSearchParams();
  const [filter, set] = useFilter();
  const { columns, chosen, choose } = useColumns();
  const [isChoosing, setChoosing] = useState(false);
  const [typed, setTyped] = useState(query.get("q") ?? "");
  const [settled] = useDebouncedValue(typed.trim(), 350);
  const asked = useFound(filter);

  useEffect(() => {
    if ((filter.q ?? "") !== settled) set("q", settled);
  }, [settled]); // eslint-disable-line -- the address follows what was typed

  // What is typed in the other fields begins anew when a kept view is chosen.
  const [turn, setTurn] = useState(0);
  const show = (view: string, shown: string[]) => {
    setQuery(view);
    if (shown.length > 0) choose(shown);
    setTyped(new URLSearchParams(view).get("q") ?? "");
    setTurn(turn + 1);
  };
  return (
    <Page title={t("title")} actions={<Steps filter={filter} />}>
      <Views query={query} columns={chosen} onChoose={show} />
      <Group align="flex-end" role="search" className="no-print">
        <TextInput
          label={t("search")}
          description={t("search_help")}
          type="search"
          leftSection={<IconSearch size={16} aria-hidden />}
          style={{ flex: "1 1 260px" }}
          dir="auto"
          maxLength={120}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <ActionIcon size="lg" variant="default" aria-label={t("columns")} aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
          <IconColumns size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <Filters key={turn} filter={filter} set={set} />
      {isChoosing && <ChooseColumns chosen={chosen} choose={choose} />}
      <Count filter={filter} />
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none")}>
        {(pages) => (
          <Rows
            label={t("title")}
            columns={columns}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          />
        )}
      </Read>
    </Page>
  );
}

/** How many there are, told also to those who do not see the list change. */
function Count({ filter }: { filter: Filter }) {
  const { t } = useTranslation("cases");
  const asked = useCounts(filter, "");
  if (isListed(filter) || !asked.data) return null;
  const { counted, is_complete } = asked.data;
  return <Text size="sm" c="dimmed" role="status">{t(is_complete ? "found" : "found_at_least", { count: counted })}</Text>;
}

function Steps({ filter }: { filter: Filter }) {
  const { t } = useTranslation("cases");
  const mayDo = useMayDo();
  const navigate = useNavigate();
  const { q: _words, ...wanted } = listFor(filter);
  const way = (to: string, label: string) => (
    <Button component={Link} to={to} size="compact-md" variant="default">{label}</Button>
  );
  return (
    <>
      <ProcedureButton
        operation="register_case"
        button={{ variant: "filled" }}
        onDone={(made) => made && void navigate(`/cases/${(made as { id: string }).id}`)}
      />
      {way("/cases/tasks", t("all_tasks"))}
      {way("/cases/clocks", t("all_clocks"))}
      {way("/cases/directions", t("directions"))}
      {way("/cases/appeals", t("appeals"))}
      <MoreSteps>
        {way("/cases/numbers", t("numbers"))}
        {way("/cases/office", t("office"))}
        {mayDo("import_register") && way("/cases/imports", t("imports"))}
        <ProcedureButton operation="export_cases" known={{ wanted }} button={{ variant: "default" }} onDone={() => void navigate("/cases/exports")} />
        {mayDo("export_cases") && way("/cases/exports", t("exports"))}
      </MoreSteps>
    </>
  );
}
