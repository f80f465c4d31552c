/** Which parts of the system are running. */
import { Anchor, Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { usePart } from "./watched";

const COLOURS: Record<string, string> = { running: "ink.8", away: "red.9", silent: "amber.9" };

export default function State() {
  const { t } = useTranslation("watching");
  const called = usePart();
  const asked = api.useQuery("get", "/api/parts", {}, { refetchInterval: 10_000, staleTime: 0 });
  return (
    <Page title={t("state.title")} under={t("state.help")}>
      <Read from={asked} rows={7}>
        {({ items, version }) => (
          <>
            <Text role="status" fw={600}>{t(items.every(({ state }) => state === "running") ? "state.all_well" : "state.not_well")}</Text>
            <Rows
              label={t("state.title")}
              rows={items}
              keyOf={({ part }) => part}
              columns={[
                { key: "part", title: t("state.part"), cell: ({ part }) => called(part) },
                { key: "state", title: t("state.is"), cell: ({ state }) => <Badge color={COLOURS[state] ?? "gray.8"}>{t(`state.${state}`)}</Badge> },
              ]}
            />
            <Text size="sm" c="dimmed">
              {t("state.version", { version })} · <Anchor href="/api/docs">{t("state.api")}</Anchor>
            </Text>
          </>
        )}
      </Read>
    </Page>
  );
}
