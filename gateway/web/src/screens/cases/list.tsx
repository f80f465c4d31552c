/** The list of cases: searched by number, name and words, filtered, with columns of one's choice, views that are kept, and export. */
import { ActionIcon, Badge, Button, Checkbox, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconColumns, IconSearch, IconStar, IconTrash } from "@tabler/icons-react";
import type { components } from "@made/api";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { DistrictName, FirLabel, PersonName, sectionLabel } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows, type Column } from "@/parts/Rows";
import { Day, Instant, today } from "@/parts/when";
import { keepViews, readViews, type SavedView } from "./views";

type Row = components["schemas"]["CaseRow"];

const SHOWN = ["stage", "sections", "court_case_number", "next_hearing_at", "next_due_on", "lead_prosecutor_id"];
const ALL = [...SHOWN, "fir_on", "district", "accused_count", "outcome"];
const COLUMNS_KEPT = "cmms.case-columns";

function useColumns(): [string[], (columns: string[]) => void] {
  const [columns, set] = useState<string[]>(() => {
    const kept = localStorage.getItem(COLUMNS_KEPT);
    return kept ? kept.split(",").filter((name) => ALL.includes(name)) : SHOWN;
  });
  return [columns, (chosen) => {
    localStorage.setItem(COLUMNS_KEPT, chosen.join(","));
    set(chosen);
  }];
}

export function CaseList() {
  const { t } = useTranslation(["cases", "fields", "choices"]);
  const mayDo = useMayDo();
  const navigate = useNavigate();
  const [query, setQuery] = useSearchParams();
  const [columns, setColumns] = useColumns();
  const [isChoosing, setChoosing] = useState(false);
  const [typed, setTyped] = useState(query.get("q") ?? "");
  const [settled] = useDebouncedValue(typed.trim(), 350);

  useEffect(() => {
    if ((query.get("q") ?? "") !== settled) change("q", settled);
  }, [settled]); // eslint-disable-line -- the address follows what was typed

  const change = (name: string, value: string) => {
    setQuery((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    }, { replace: true });
  };
  const filter = Object.fromEntries([...query].filter(([name]) => ["q", "district", "stage", "due_before", "court"].includes(name)));
  const asked = api.useInfiniteQuery("get", "/api/cases", { params: { query: { limit: 50, ...filter } } }, PAGES);

  const cell: Record<string, (row: Row) => React.ReactNode> = {
    stage: (row) => <Badge color="ink" variant="outline">{t(`choices:${row.stage}`)}</Badge>,
    sections: (row) => <bdi dir="ltr">{row.sections.map(sectionLabel).join(", ")}</bdi>,
    court_case_number: (row) => <bdi dir="ltr">{row.court_case_number ?? "–"}</bdi>,
    next_hearing_at: (row) => <Instant at={row.next_hearing_at} />,
    next_due_on: (row) => (row.next_due_on && row.next_due_on < today() ? <Text c="red.9" fw={700} size="sm"><Day on={row.next_due_on} /></Text> : <Day on={row.next_due_on} />),
    lead_prosecutor_id: (row) => <PersonName id={row.lead_prosecutor_id} />,
    fir_on: (row) => <Day on={row.fir_on} />,
    district: (row) => <DistrictName code={row.district} />,
    accused_count: (row) => <span className="number">{row.accused_count}</span>,
    outcome: (row) => (row.outcome ? t(`choices:${row.outcome}`) : "–"),
  };
  const shown: Column<Row>[] = [
    {
      key: "fir",
      title: t("fir"),
      cell: (row) => (
        <>
          <Link to={`/cases/${row.id}`}>
            <FirLabel of={row} />
          </Link>
          {row.is_sealed && <Badge ms={6} color="grape.9" variant="outline">{t("sealed")}</Badge>}
          {row.is_terrorism && <Badge ms={6} color="red.9" variant="outline">{t("terrorism")}</Badge>}
        </>
      ),
    },
    ...ALL.filter((name) => columns.includes(name)).map((name) => ({ key: name, title: t(`fields:${name}`), cell: cell[name]! })),
  ];
  return (
    <Page
      title={t("title")}
      actions={
        <>
          <ProcedureButton
            operation="register_case"
            button={{ variant: "filled" }}
            onDone={(made) => made && void navigate(`/cases/${(made as { id: string }).id}`)}
          />
          {mayDo("import_register") && (
            <Button component={Link} to="/cases/imports" size="compact-md" variant="default">
              {t("imports")}
            </Button>
          )}
          <Button component={Link} to="/cases/tasks" size="compact-md" variant="default">{t("all_tasks")}</Button>
          <Button component={Link} to="/cases/clocks" size="compact-md" variant="default">{t("all_clocks")}</Button>
          <ProcedureButton operation="export_cases" button={{ variant: "default" }} />
        </>
      }
    >
      <Views query={query} onChoose={(chosen) => { setQuery(chosen); setTyped(new URLSearchParams(chosen).get("q") ?? ""); }} />
      <Group align="flex-end" role="search" className="no-print">
        <TextInput
          label={t("search")}
          description={t("search_help")}
          type="search"
          leftSection={<IconSearch size={16} aria-hidden />}
          style={{ flex: "1 1 260px" }}
          dir="auto"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <StageFilter value={query.get("stage") ?? ""} onChange={(value) => change("stage", value)} />
        <TextInput type="date" label={t("due_before")} value={query.get("due_before") ?? ""} onChange={(event) => change("due_before", event.currentTarget.value)} />
        <ActionIcon size="lg" variant="default" aria-label={t("columns")} aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
          <IconColumns size={18} aria-hidden />
        </ActionIcon>
      </Group>
      {isChoosing && (
        <Fieldset legend={t("columns")} className="no-print">
          <Group>
            {ALL.map((name) => (
              <Checkbox
                key={name}
                label={t(`fields:${name}`)}
                checked={columns.includes(name)}
                onChange={(event) => setColumns(event.currentTarget.checked ? [...columns, name] : columns.filter((one) => one !== name))}
              />
            ))}
          </Group>
        </Fieldset>
      )}
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none")}>
        {(pages) => (
          <Rows
            label={t("title")}
            columns={shown}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          />
        )}
      </Read>
    </Page>
  );
}

function StageFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation(["cases", "choices"]);
  const stages = api.useQuery("get", "/api/procedure/stages", { params: { query: { limit: 200 } } }, { staleTime: 3_600_000 });
  return (
    <NativeSelect label={t("stage")} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{t("any_stage")}</option>
      {(stages.data?.items ?? []).map(({ code }) => (
        <option key={code} value={code}>
          {t(`choices:${code}`)}
        </option>
      ))}
    </NativeSelect>
  );
}

function Views({ query, onChoose }: { query: URLSearchParams; onChoose: (query: string) => void }) {
  const { t } = useTranslation("cases");
  const [views, setViews] = useState<SavedView[]>(readViews);
  const [name, setName] = useState("");
  const set = (changed: SavedView[]) => {
    keepViews(changed);
    setViews(changed);
  };
  return (
    <Stack gap="xs" className="no-print">
      <Group gap="xs">
        <Button size="compact-sm" variant={query.size === 0 ? "filled" : "default"} onClick={() => onChoose("")}>
          {t("view_all")}
        </Button>
        {views.map((view) => (
          <Group key={view.name} gap={2} wrap="nowrap">
            <Button size="compact-sm" variant={query.toString() === view.query ? "filled" : "default"} onClick={() => onChoose(view.query)}>
              <bdi>{view.name}</bdi>
            </Button>
            <ActionIcon size="sm" variant="subtle" aria-label={t("forget_view", { name: view.name })} onClick={() => set(views.filter((one) => one.name !== view.name))}>
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {query.size > 0 && (
          <Group gap={4} wrap="nowrap">
            <TextInput size="xs" aria-label={t("view_name")} placeholder={t("view_name")} value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconStar size={14} aria-hidden />}
              disabled={!name.trim()}
              onClick={() => {
                set([...views.filter((one) => one.name !== name.trim()), { name: name.trim(), query: query.toString() }]);
                setName("");
              }}
            >
              {t("keep_view")}
            </Button>
          </Group>
        )}
      </Group>
    </Stack>
  );
}
