/** All rows of courts' lists that wait for a clerk, by day. */
import { Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { CourtSelect } from "../CourtSelect";
import { ListedRows } from "./ListedRows";

export function Queue() {
  const { t } = useTranslation("lists");
  const [court, setCourt] = useState("");
  const asked = api.useInfiniteQuery("get", "/api/cause-list-queue", { params: { query: { limit: 50, ...(court ? { court_id: court } : {}) } } }, PAGES);
  return (
    <Page title={t("queue")} under={t("queue_help")}>
      <Group className="no-print"><CourtSelect label={t("court")} nothing={t("all_courts")} value={court} onChange={setCourt} /></Group>
      <Read from={asked} rows={6} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("queue_empty")}>
        {(pages) => <ListedRows rows={rowsOf(pages)} of={asked} />}
      </Read>
    </Page>
  );
}
