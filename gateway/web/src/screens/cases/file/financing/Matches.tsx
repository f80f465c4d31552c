/** Records of the case that may be on a list of proscribed persons: how alike, and why; a person has to judge. */
import { Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { Read } from "@/parts/Read";
import { Day } from "@/parts/when";
import type { PartProps } from "..";

export function Matches({ of }: PartProps) {
  const { t } = useTranslation(["financing", "choices"]);
  const asked = api.useQuery("get", "/api/cases/{case_id}/proscribed-matches", { params: { path: { case_id: of.id } } });
  return (
    <div>
      <Title order={3} size="h5" mb={4}>{t("matches")}</Title>
      <Read from={asked}>
        {({ matches, lists }) => (
          <Stack gap="xs">
            {lists.length === 0 && <Text size="sm" c="dimmed">{t("no_lists")}</Text>}
            {lists.length > 0 && (
              <Text size="sm" c="dimmed">
                {t(matches.length > 0 ? "compared_with" : "nobody_listed")}{" "}
                {lists.map((one) => <bdi key={one.list_code}>{one.list_code} {one.list_version} </bdi>)}
              </Text>
            )}
            {matches.map((one) => (
              <div key={`${one.entity_id} ${one.list_code} ${one.listed_name}`}>
                <Group gap="xs">
                  <Badge color={one.points >= 90 ? "red.9" : "amber.9"} className="number">{t("alike", { points: one.points })}</Badge>
                  <Text size="sm"><bdi>{one.label}</bdi> · {t("listed_as")} <bdi>{one.listed_name}</bdi></Text>
                </Group>
                <Text size="sm" c="dimmed">
                  <bdi>{one.list_code} {one.list_version}</bdi>
                  {one.listed_on && <> · <Day on={one.listed_on} /></>}
                  {" · "}
                  {one.reasons.map((reason) => t(`choices:${reason}`)).join(t("common:comma"))}
                </Text>
              </div>
            ))}
            {matches.length > 0 && <Text size="sm">{t("judge_yourself")}</Text>}
          </Stack>
        )}
      </Read>
    </div>
  );
}
