/** What connects this case with others: links made by hand, entities that are shared, and the way to the picture of both. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { MoreRows } from "@/parts/MoreRows";
import { Read } from "@/parts/Read";
import { OtherCase, type PartProps } from ".";
import { Duplicates } from "./linking/Duplicates";
import { OneRecord } from "./linking/Record";

export default function Links({ of }: PartProps) {
  const { t } = useTranslation(["file", "choices", "fields"]);
  const path = { case_id: of.id };
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/entities", { params: { path, query: { limit: 100 } } }, PAGES);
  return (
    <Stack>
      {of.links.map((link) => (
        <Text key={link.id} size="sm">
          {t(`choices:${link.kind}`)}: <OtherCase id={link.case_id} label={link.fir_label} />
        </Text>
      ))}
      <Duplicates caseId={of.id} />
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_entities")}>
        {(pages) => (
          <Stack gap="xs">
            {rowsOf(pages).map((row) => (
              <Opened key={row.id} label={row.label} says={`${t(`choices:${row.kind}`)} · ${t(`choices:${row.role}`)}`}>
                <OneRecord caseId={of.id} entityId={row.id} />
              </Opened>
            ))}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
      <Group className="no-print">
        <Button component={Link} to={`/cases/${of.id}/links`} size="compact-md">{t("draw_links")}</Button>
        <ProcedureButton operation="add_entity" params={path} version={of.version} />
        <ProcedureButton operation="link_case" params={path} version={of.version} />
      </Group>
    </Stack>
  );
}

/** A record by its label; what is known of it is fetched when it is opened. */
function Opened({ label, says, children }: { label: string; says: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary><Text span fw={600}><bdi>{label}</bdi></Text> <Text span size="sm" c="dimmed">{says}</Text></summary>
      {isOpen && children}
    </details>
  );
}
