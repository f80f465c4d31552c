/** An Act's text cut into sections: seen before it is kept, because it is kept once and never changed. */
import { Alert, Card, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { api } from "@/api/reading";
import { ProcedureForm } from "@/forms/ProcedureForm";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { directionOf } from "@/words";
import { useTitle } from "../say";
import { groupByChapter } from "./contents";

type Cut = components["schemas"]["CutText"]["sections"];
type Item = components["schemas"]["ItemView"];

export default function Importing() {
  const { t } = useTranslation("library");
  const title = useTitle();
  const { itemId = "" } = useParams();
  const asked = api.useQuery("get", "/api/library/items/{item_id}", { params: { path: { item_id: itemId } } });
  return (
    <Page title={t("import")} under={asked.data && <Link to={`/learning/library/${itemId}`}><bdi>{title(asked.data)}</bdi></Link>}>
      <Read from={asked}>
        {(item) => (item.section_count > 0 ? <Alert color="yellow" variant="light">{t("has_sections")}</Alert> : <Steps of={item} />)}
      </Read>
    </Page>
  );
}

function Steps({ of }: { of: Item }) {
  const { t } = useTranslation("library");
  const navigate = useNavigate();
  const [seen, setSeen] = useState<{ sections: Cut; text: string }>();
  const params = { item_id: of.id };
  return (
    <Stack>
      <Card withBorder>
        <ProcedureForm
          operation="preview_sections"
          params={params}
          isQuestion
          onDone={(cut, sent) => setSeen({ sections: (cut as { sections: Cut }).sections, text: String(sent.text) })}
        />
      </Card>
      {seen?.sections.length === 0 && <Alert color="red" variant="light" role="alert">{t("none_cut")}</Alert>}
      {seen && seen.sections.length > 0 && (
        <Card withBorder component="section" aria-labelledby="cut" aria-live="polite">
          <Stack>
            <Title order={2} size="h4" id="cut">{t("cut", { count: seen.sections.length })}</Title>
            <CutSections rows={seen.sections} language={of.language} />
            <ProcedureForm key={seen.text} operation="import_sections" params={params} version={of.version} given={{ text: seen.text }} onDone={() => void navigate(`/learning/library/${of.id}`)} />
          </Stack>
        </Card>
      )}
    </Stack>
  );
}

function CutSections({ rows, language }: { rows: Cut; language: string }) {
  const { t } = useTranslation("library");
  return (
    <div lang={language} dir={directionOf(language)} className="cut">
      {groupByChapter(rows).map((group, index) => (
        <section key={index}>
          {group.chapter && <Title order={3} size="h6">{group.chapter}</Title>}
          {group.rows.map((row, place) => (
            <details key={place}>
              <summary><span className="number">{row.number}</span> {row.heading} <Text span size="sm" c="dimmed" className="number">({t("letters", { count: row.text.length })})</Text></summary>
              <div className="law">{row.text}</div>
            </details>
          ))}
        </section>
      ))}
    </div>
  );
}
