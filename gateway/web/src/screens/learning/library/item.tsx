/** A statute or judgment: what it is, whether it still holds, and its contents. */
import { Alert, Button, Stack, Text, TextInput, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { useMayDo, ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Day } from "@/parts/when";
import { directionOf } from "@/words";
import { useTitle } from "../say";
import { groupByChapter, useContents } from "./contents";

type Item = components["schemas"]["ItemView"];

export default function LibraryItem() {
  const { t } = useTranslation(["library", "fields"]);
  const title = useTitle();
  const { itemId = "" } = useParams();
  const asked = api.useQuery("get", "/api/library/items/{item_id}", { params: { path: { item_id: itemId } } });
  const item = asked.data;
  return (
    <Page title={item ? title(item) : t("page")} under={item && <bdi>{item.citation}</bdi>} actions={item && <Steps of={item} />}>
      <Read from={asked}>
        {(view) => (
          <Stack>
            <Standing of={view} />
            <Facts of={{ ...view, in_force_on: view.in_force_from }} show={["kind", "abbreviation", "year", "jurisdiction", "language", "in_force_on", "section_count"]} />
            {view.source_url && <Text size="sm">{t("fields:source_url")} <a href={view.source_url} rel="noreferrer noopener" target="_blank"><bdi dir="ltr">{view.source_url}</bdi></a></Text>}
            <Contents of={view} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function Steps({ of }: { of: Item }) {
  const { t } = useTranslation("library");
  const mayDo = useMayDo();
  const { title_en, title_ur, abbreviation, jurisdiction, language, kind } = of;
  return (
    <>
      {of.section_count === 0 && mayDo("import_sections") && <Button component={Link} to="import" size="compact-md">{t("import")}</Button>}
      <ProcedureButton operation="correct_library_item" params={{ item_id: of.id }} version={of.version} known={of} />
      {!of.superseded_on && (
        <ProcedureButton operation="add_library_item" label={t("newer_text")} known={{ title_en, title_ur, abbreviation, jurisdiction, language, kind }} given={{ supersedes_id: of.id }} />
      )}
    </>
  );
}

/** Whether this is the law: what replaced it, and what it replaced. */
function Standing({ of }: { of: Item }) {
  const { t } = useTranslation("library");
  return (
    <>
      {of.superseded_on && (
        <Alert color="yellow" variant="light" role="status">
          {t("superseded_on")} <Day on={of.superseded_on} />{" "}
          {of.superseded_by_id && <Link to={`/learning/library/${of.superseded_by_id}`}>{t("to_newer")}</Link>}
        </Alert>
      )}
      {of.supersedes_id && <Text size="sm"><Link to={`/learning/library/${of.supersedes_id}`}>{t("to_older")}</Link></Text>}
    </>
  );
}

function Contents({ of }: { of: Item }) {
  const { t } = useTranslation("library");
  const [wanted, setWanted] = useState("");
  const { asked, rows } = useContents(of.id);
  const near = wanted.trim().toLowerCase();
  const shown = rows.filter((row) => !near || row.number.toLowerCase().startsWith(near) || row.heading.toLowerCase().includes(near));
  return (
    <nav aria-labelledby="contents">
      <Title order={2} size="h4" id="contents">{t("contents")}</Title>
      <Read from={asked} isEmpty={() => rows.length === 0} empty={t("no_sections")}>
        {() => (
          <Stack gap="sm" mt="xs">
            {rows.length > 12 && <TextInput type="search" label={t("find_in_contents")} maw={420} dir="auto" className="no-print" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />}
            {shown.length === 0 && <Text c="dimmed">{t("nothing_found")}</Text>}
            {groupByChapter(shown).map((group, index) => (
              <section key={index} lang={of.language} dir={directionOf(of.language)}>
                {group.chapter && <Title order={3} size="h6">{group.chapter}</Title>}
                <ul className="contents">
                  {group.rows.map((row) => <li key={row.id}><Link to={`sections/${row.id}`}><span className="number">{row.number}</span> {row.heading}</Link></li>)}
                </ul>
              </section>
            ))}
          </Stack>
        )}
      </Read>
    </nav>
  );
}
