/** Who investigates: the officer, the joint team, and what the law finds missing in either. */
import { Alert, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { Read } from "@/parts/Read";
import { Day } from "@/parts/when";
import type { PartProps } from ".";

export function Investigation({ of }: PartProps) {
  const { t } = useTranslation("file");
  const asked = api.useQuery("get", "/api/cases/{case_id}/investigation", { params: { path: { case_id: of.id } } });
  return (
    <Read from={asked}>
      {({ officers, team, warnings }) => (
        <Stack gap="xs">
          <Officers title={t("investigated_by")} of={officers} none={t("no_officer")} />
          {team.length > 0 && <Officers title={t("joint_team")} of={team} none="" />}
          {warnings.filter((one) => one !== "officer_missing" || officers.length > 0).map((one) => (
            <Alert key={one} color="amber" variant="light" p="xs" role="note">
              {t(`investigation.${one}`)}
            </Alert>
          ))}
        </Stack>
      )}
    </Read>
  );
}

function Officers({ title, of, none }: { title: string; of: components["schemas"]["OfficerView"][]; none: string }) {
  const { t } = useTranslation(["file", "choices"]);
  return (
    <div>
      <Text fw={600} size="sm">{title}</Text>
      {of.length === 0 && <Text size="sm" c="var(--cmms-warning)">{none}</Text>}
      {of.map((one) => (
        <Text key={one.id} size="sm">
          <bdi>{one.label}</bdi>
          {one.rank && <> · {t(`choices:${one.rank}`)}</>}
          {one.agency && <> · <bdi>{one.agency}</bdi></>}
          {one.since_on && <> · {t("since")} <Day on={one.since_on} /></>}
          {one.until_on && <> · {t("until")} <Day on={one.until_on} /></>}
        </Text>
      ))}
    </div>
  );
}
