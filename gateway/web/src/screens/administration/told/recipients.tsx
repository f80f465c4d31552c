/** Whom the system tells things: by name, where, in which language; found by their number. */
import { Anchor, Badge, Button, Group, TextInput } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { useConditions, WordCondition, type Conditions } from "@/parts/conditions";
import { DistrictName, PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";

export type Recipient = components["schemas"]["RecipientView"];
const NAMES = ["kind", "phone"] as const;

export function RecipientName({ of }: { of: Recipient }) {
  const { t } = useTranslation("watching");
  if (of.name) return <bdi>{of.name}</bdi>;
  return of.account_id ? <PersonName id={of.account_id} /> : <>{t("people.unnamed")}</>;
}

/** By which ways somebody can be told, as far as an address is known. */
export function WaysOf({ of }: { of: Recipient }) {
  const { t } = useTranslation(["watching", "choices", "common"]);
  if (!of.is_active) return <Badge color="gray.8">{t("people.inactive")}</Badge>;
  const ways = [of.by_sms && of.phone && t("choices:sms"), of.by_email && of.email && t("choices:email")].filter(Boolean);
  if (ways.length > 0) return <>{ways.join(t("common:comma"))}</>;
  return <>{of.account_id ? t("people.no_way") : t("people.nowhere")}</>;
}

export default function Recipients() {
  const { t } = useTranslation(["watching", "choices", "fields"]);
  const wanted = useConditions(NAMES);
  const query = { limit: 50, ...wanted.of } as { limit: number; kind?: "account" | "person" };
  const asked = api.useInfiniteQuery("get", "/api/recipients", { params: { query } }, PAGES);
  return (
    <Page title={t("people.title")} under={t("people.help")} actions={<ProcedureButton operation="register_recipient" button={{ variant: "filled" }} />}>
      <Search wanted={wanted} />
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("people.none")}>
        {(pages) => (
          <Rows
            label={t("people.title")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "name", title: t("fields:name"), cell: (row) => <Anchor component={Link} to={`/administration/recipients/${row.id}`}><RecipientName of={row} /></Anchor> },
              { key: "kind", title: t("people.kind"), cell: (row) => t(row.kind === "account" ? "people.account" : "people.person") },
              { key: "district", title: t("fields:district"), cell: (row) => (row.district ? <DistrictName code={row.district} /> : "–") },
              { key: "ways", title: t("people.ways"), cell: (row) => <WaysOf of={row} /> },
              { key: "language", title: t("texts.language"), cell: (row) => t(`choices:${row.language}`) },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}

function Search({ wanted: { of, set } }: { wanted: Conditions<(typeof NAMES)[number]> }) {
  const { t } = useTranslation("watching");
  const [phone, setPhone] = useState(of.phone ?? "");
  return (
    <Group component="search" aria-label={t("audit.search")} align="flex-end" className="no-print">
      <form onSubmit={(event) => { event.preventDefault(); set({ phone: phone.trim() }); }}>
        <Group align="flex-end" gap="xs">
          <TextInput type="tel" dir="ltr" label={t("people.phone")} description={t("people.phone_help")} value={phone} onChange={(event) => setPhone(event.currentTarget.value)} />
          <Button type="submit" variant="light">{t("people.find")}</Button>
        </Group>
      </form>
      <WordCondition
        label={t("people.kind")}
        any={t("people.anybody")}
        value={of.kind}
        set={(kind) => set({ kind })}
        words={[{ value: "account", label: t("people.account") }, { value: "person", label: t("people.person") }]}
      />
    </Group>
  );
}
