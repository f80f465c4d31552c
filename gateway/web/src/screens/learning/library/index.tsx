/** The library: statutes and judgments, by their names, or searched by their words; also the law of an earlier day. */
import { Button, Card, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DayFilter } from "@/parts/DayInput";
import { MoreRows } from "@/parts/MoreRows";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { useTitle } from "../say";
import { Items } from "./items";
import { markHits } from "./marks";

const KINDS = ["act", "ordinance", "rules", "judgment", "circular", "guide"] as const;
const LANGUAGES = ["en", "ur", "sd"] as const;
const JURISDICTIONS = ["pakistan", "sindh"] as const;
const NARROWING = { kind: KINDS, language: LANGUAGES, jurisdiction: JURISDICTIONS };

export default function Library() {
  const { t } = useTranslation("library");
  const [search, setSearch] = useSearchParams();
  const [typed, setTyped] = useState(search.get("q") ?? "");
  const navigate = useNavigate();
  const wanted = (search.get("q") ?? "").trim();
  const set = (name: string, value: string) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    }, { replace: true });
  const look = useDebouncedCallback((value: string) => set("q", value), 350);
  const open = (made: unknown) => {
    if (made) void navigate(`/learning/library/${(made as { id: string }).id}`);
  };
  const query = readQuery(search);
  return (
    <Page title={t("page")} actions={<ProcedureButton operation="add_library_item" onDone={open} />}>
      <TextInput
        type="search"
        label={t("search")}
        description={t("search_help")}
        leftSection={<IconSearch size={16} aria-hidden />}
        dir="auto"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          look(event.currentTarget.value);
        }}
      />
      <Narrow search={search} set={set} />
      {wanted.length > 1 ? <Found wanted={wanted} query={query} /> : <Items query={query} empty={t("empty")} />}
    </Page>
  );
}

type Query = { [Name in keyof typeof NARROWING]?: (typeof NARROWING)[Name][number] } & { as_of?: string };

/** Read what the address narrows the library to; what it should not hold is left out. */
function readQuery(search: URLSearchParams): Query {
  const day = search.get("as_of");
  const found = Object.entries(NARROWING).flatMap(([name, all]) => {
    const value = search.get(name);
    return value && (all as readonly string[]).includes(value) ? [[name, value]] : [];
  });
  return { ...(Object.fromEntries(found) as Query), ...(day ? { as_of: day } : {}) };
}

function Narrow({ search, set }: { search: URLSearchParams; set: (name: string, value: string) => void }) {
  const { t } = useTranslation(["library", "fields", "choices"]);
  const isNarrow = [...Object.keys(NARROWING), "as_of"].some((name) => search.get(name));
  return (
    <details className="no-print" open={isNarrow}>
      <summary>{t("narrow")}</summary>
      <Group align="flex-end" mt="xs">
        {Object.entries(NARROWING).map(([name, all]) => (
          <NativeSelect
            key={name}
            label={t(`fields:${name}`)}
            value={search.get(name) ?? ""}
            onChange={(event) => set(name, event.currentTarget.value)}
            data={[{ value: "", label: t("any") }, ...all.map((value) => ({ value, label: t(`choices:${value}`) }))]}
          />
        ))}
        <DayFilter label={t("as_of")} value={search.get("as_of") ?? ""} onChange={(picked) => set("as_of", picked)} />
        {isNarrow && <Button variant="default" onClick={() => ["kind", "language", "jurisdiction", "as_of"].forEach((name) => set(name, ""))}>{t("all")}</Button>}
      </Group>
    </details>
  );
}

function Found({ wanted, query }: { wanted: string; query: Query }) {
  const { t } = useTranslation("library");
  const title = useTitle();
  const asked = api.useInfiniteQuery("get", "/api/library/search", { params: { query: { q: wanted, limit: 30, ...query } } }, PAGES);
  return (
    <Stack>
      <Title order={2} size="h4">{t("named")}</Title>
      <Items query={{ ...query, q: wanted }} empty={t("none_named")} />
      <Title order={2} size="h4">{t("sections")}</Title>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("nothing_found")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((row) => (
              <Card key={row.id} withBorder component="article">
                <Link to={`/learning/library/${row.item_id}/sections/${row.id}?q=${encodeURIComponent(wanted)}`}><bdi>{title(row)}</bdi> · <bdi>{row.number} {row.heading}</bdi></Link>
                <Text size="sm" dir="auto" lang={row.language}>{markHits(row.snippet)}</Text>
              </Card>
            ))}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Stack>
  );
}
