/** The texts that messages are made of, by occasion, language and way: the one in force, those that come and those that were. */
import type { components } from "@made/api";
import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { ChosenCondition, useConditions, WordCondition, type Conditions } from "@/parts/conditions";
import { MoreRows } from "@/parts/MoreRows";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Instant } from "@/parts/when";
import { LANGUAGES, NAMES as LANGUAGE_NAMES } from "@/words";
import { Preview } from "./preview";
import { CHANNELS, Letter } from "./says";

export type Template = components["schemas"]["TemplateView"];
const NAMES = ["code", "language", "channel"] as const;
type Wanted = Conditions<(typeof NAMES)[number]>;
/** The occasions there are, as the API's own list of a message's code has them. */
const OCCASIONS = [
  "hearing_scheduled", "hearing_moved", "hearing_handed_over", "hearing_vacated", "hearing_adjourned", "hearing_adjourned_undated", "hearing_entry_changed",
  "hearing_reminder", "hearings_moved", "hearings_vacated", "prosecutor_assigned", "prosecutor_released", "report_returned", "case_decided", "certificate_issued",
  "clock_reminded", "clock_missed", "clock_escalated", "task_given", "task_due", "direction_given", "adjournments_repeated",
] as const satisfies readonly components["schemas"]["NewTemplate"]["code"][];

export default function Templates() {
  const { t, i18n } = useTranslation("watching");
  const wanted = useConditions(NAMES);
  const query = { limit: 100, language: i18n.language, ...wanted.of } as { limit: number; code?: (typeof OCCASIONS)[number]; language?: "en" | "ur" | "sd"; channel?: (typeof CHANNELS)[number] };
  const asked = api.useInfiniteQuery("get", "/api/templates", { params: { query } }, PAGES);
  return (
    <Page title={t("texts.title")} under={t("texts.help")} actions={<NewVersion />}>
      <Search wanted={wanted} />
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("texts.none")}>
        {(pages) => (
          <Stack>
            {gather(rowsOf(pages)).map((versions) => <OneText key={versions[0]!.id} versions={versions} />)}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function Search({ wanted: { of, set } }: { wanted: Wanted }) {
  const { t, i18n } = useTranslation(["watching", "choices"]);
  return (
    <Group component="search" aria-label={t("audit.search")} align="flex-end" className="no-print">
      <ChosenCondition label={t("texts.occasion")} any={t("texts.any_occasion")} value={of.code} set={(code) => set({ code })} options={OCCASIONS.map((value) => ({ value, label: t(`choices:${value}`) }))} />
      <WordCondition label={t("texts.language")} any={t(`choices:${i18n.language}`)} value={of.language} set={(language) => set({ language })} words={LANGUAGES.filter((one) => one !== i18n.language).map((value) => ({ value, label: LANGUAGE_NAMES[value] }))} />
      <WordCondition label={t("messages.way")} any={t("messages.any_channel")} value={of.channel} set={(channel) => set({ channel })} words={CHANNELS.map((value) => ({ value, label: t(`choices:${value}`) }))} />
    </Group>
  );
}

/** The versions of each text together, the newest first. */
function gather(templates: Template[]): Template[][] {
  const found = new Map<string, Template[]>();
  for (const one of templates) {
    const key = `${one.code} ${one.language} ${one.channel}`;
    found.set(key, [one, ...(found.get(key) ?? [])]);
  }
  return [...found.values()];
}

export function NewVersion({ of }: { of?: Template }) {
  const known = of && { code: of.code, channel: of.channel, language: of.language, subject: of.subject ?? undefined, body: of.body };
  return (
    <ProcedureButton
      operation="add_template"
      {...(known ? { known, button: { size: "compact-sm" } } : { button: { variant: "filled" } })}
      beside={(values) => <Preview values={values} />}
    />
  );
}

function OneText({ versions }: { versions: Template[] }) {
  const { t } = useTranslation(["watching", "choices"]);
  const standing = versions.find((one) => Date.parse(one.valid_from) <= Date.now()) ?? versions[0]!;
  const others = versions.filter((one) => one !== standing);
  return (
    <Card withBorder component="article">
      <Group gap="xs">
        <Title order={2} size="h5">{t(`choices:${standing.code}`)}</Title>
        <Badge color="gray.8">{t(`choices:${standing.channel}`)}</Badge>
        <Badge color="gray.8" variant="outline">{t(`choices:${standing.language}`)}</Badge>
        <Text size="sm" c="dimmed">{t("texts.version", { version: standing.version })} · {t("texts.in_force")} <Instant at={standing.valid_from} /></Text>
      </Group>
      <Letter subject={standing.subject} body={standing.body} language={standing.language} />
      {others.length > 0 && (
        <details>
          <summary>{t("texts.others", { count: others.length })}</summary>
          <ul>
            {others.map((one) => (
              <li key={one.id}>
                <Link to={`/administration/templates/${one.id}`}>{t("texts.version", { version: one.version })}</Link>, <Instant at={one.valid_from} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <Group mt="xs"><NewVersion of={standing} /></Group>
    </Card>
  );
}
