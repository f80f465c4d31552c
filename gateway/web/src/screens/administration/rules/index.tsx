/** The law's rules as the system holds them: what starts each clock, its limit, its section, since when; by statute, with those that a lawyer has yet to confirm. */
import { Badge, Checkbox, Group, TextInput } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useSaid } from "@/parts/said";
import { LawSource } from "@/parts/Sentence";
import { Day } from "@/parts/when";
import { Limit } from "./Limit";

type Rule = components["schemas"]["ClockRuleRow"];

export default function Rules() {
  const { t } = useTranslation("rules");
  const { say } = useSaid();
  const [query, setQuery] = useSearchParams();
  const typed = query.get("q") ?? "";
  const isOpen = query.get("open") === "yes";
  const set = (changed: Record<string, string>) => setQuery({ ...Object.fromEntries(query), ...changed }, { replace: true });
  const asked = api.useInfiniteQuery("get", "/api/clock-rules", { params: { query: { limit: 200 } } }, PAGES);
  const fits = (rule: Rule) => (!isOpen || rule.to_be_confirmed) && `${say(rule.says, rule.says_ur)} ${rule.source} ${rule.rule_id}`.toLowerCase().includes(typed.toLowerCase());
  return (
    <Page title={t("rules")} under={<>{t("help")} {t("shipped")}</>}>
      <Group align="flex-end" className="no-print">
        <TextInput label={t("find")} value={typed} onChange={(event) => set({ q: event.currentTarget.value })} dir="auto" />
        <Checkbox label={t("only_open")} checked={isOpen} onChange={(event) => set({ open: event.currentTarget.checked ? "yes" : "" })} mb={8} />
      </Group>
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).filter(fits).length === 0} empty={t("none_found")}>
        {(pages) => (
          <Rows
            label={t("rules")}
            rows={rowsOf(pages).filter(fits)}
            keyOf={(rule) => `${rule.rule_id} ${rule.valid_from}`}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "says", title: t("rule"), cell: (rule) => <Link to={`/administration/rules/${rule.rule_id}?on=${rule.valid_from}`} dir="auto">{say(rule.says, rule.says_ur)}</Link> },
              { key: "limit", title: t("limit"), cell: (rule) => <Limit of={rule} /> },
              { key: "source", title: t("source"), cell: (rule) => <LawSource of={rule.source} isWhole /> },
              { key: "valid", title: t("valid"), cell: (rule) => <><Day on={rule.valid_from} />{rule.valid_to && <> – <Day on={rule.valid_to} /></>}</> },
              { key: "open", title: t("confirmation"), cell: (rule) => <Badge color={rule.to_be_confirmed ? "amber.9" : "gray.8"} variant="outline">{t(rule.to_be_confirmed ? "to_confirm" : "confirmed")}</Badge> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
