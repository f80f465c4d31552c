/** The lists of proscribed persons: a new version is read from a table, looked at, and loaded; cases are held against it. */
import { Alert, FileInput, List, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Page } from "@/parts/Page";
import { Rows } from "@/parts/Rows";
import { Day } from "@/parts/when";
import { readList, type ReadList } from "./readList";

/** As many as the service takes at once, and as many as one looks over. */
const MOST = 20_000;
const LOOKED_AT = 10;

export default function Proscribed() {
  const { t } = useTranslation("proscribed");
  const [read, setRead] = useState<ReadList>();
  const choose = async (file: File | null) => setRead(file ? readList(await file.text()) : undefined);
  return (
    <Page title={t("title")} under={t("help")}>
      <Stack>
        <FileInput
          label={t("table")}
          description={t("table_help")}
          placeholder={t("choose")}
          accept=".csv,.txt,text/csv"
          clearable
          clearButtonProps={{ "aria-label": t("clear") }}
          onChange={(file) => void choose(file)}
          maw="32rem"
        />
        {read && <Found of={read} />}
      </Stack>
    </Page>
  );
}

function Found({ of }: { of: ReadList }) {
  const { t } = useTranslation("proscribed");
  if (of.lacks.length > 0) return <Alert color="red" variant="light" role="alert">{t("no_name_column")}</Alert>;
  const isTooLong = of.entries.length > MOST;
  const mayLoad = of.entries.length > 0 && of.wrong.length === 0 && !isTooLong;
  return (
    <>
      <Text role="status" fw={600}>{t("found", { count: of.entries.length })}</Text>
      {isTooLong && <Alert color="red" variant="light" role="alert">{t("too_long", { most: MOST })}</Alert>}
      {of.wrong.length > 0 && (
        <Alert color="red" variant="light" role="alert" title={t("mend_first")}>
          <List size="sm">
            {of.wrong.slice(0, LOOKED_AT).map(({ line, why }) => <List.Item key={line}>{t(`wrong.${why}`, { line })}</List.Item>)}
          </List>
        </Alert>
      )}
      <First of={of} />
      {mayLoad && <div><ProcedureButton operation="load_proscribed_list" given={{ entries: of.entries }} button={{ variant: "filled" }} /></div>}
    </>
  );
}

function First({ of }: { of: ReadList }) {
  const { t } = useTranslation(["proscribed", "fields"]);
  if (of.entries.length === 0) return null;
  return (
    <>
      <Text size="sm" c="dimmed">{t("first_ones")}</Text>
      <Rows
        label={t("first_ones")}
        rows={of.entries.slice(0, LOOKED_AT).map((entry, index) => ({ ...entry, index }))}
        keyOf={(row) => String(row.index)}
        columns={[
          { key: "name", title: t("fields:name"), cell: (row) => <bdi>{row.name}</bdi> },
          { key: "aliases", title: t("fields:aliases"), cell: (row) => <bdi>{row.aliases?.join(t("common:comma")) || "–"}</bdi> },
          { key: "father_name", title: t("fields:father_name"), cell: (row) => <bdi>{row.father_name ?? "–"}</bdi> },
          { key: "cnic", title: t("fields:cnic"), cell: (row) => <bdi dir="ltr">{row.cnic ?? "–"}</bdi> },
          { key: "listed_on", title: t("fields:listed_on"), cell: (row) => <Day on={row.listed_on} /> },
        ]}
      />
    </>
  );
}
