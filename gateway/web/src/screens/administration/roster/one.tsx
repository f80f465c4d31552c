/** A prosecutor on the roster: postings, qualifications, the working week, turns of duty, and when they can stand. */
import { Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { MoreSteps } from "@/parts/MoreSteps";
import { DesignationName, DistrictName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Availability } from "./Availability";
import { Duties } from "./Duties";
import { Postings } from "./Postings";
import { Qualifications } from "./Qualifications";
import { WorkingWeeks } from "./WorkingWeeks";

export default function OneProsecutor() {
  const { t } = useTranslation("postings");
  const { prosecutorId = "" } = useParams();
  const path = { prosecutor_id: prosecutorId };
  const asked = api.useQuery("get", "/api/roster/{prosecutor_id}", { params: { path } });
  const name = api.useQuery("get", "/api/people/{account_id}", { params: { path: { account_id: prosecutorId } } }, { staleTime: 3_600_000 });
  const entry = asked.data;
  return (
    <Page
      title={name.data?.name ?? t("prosecutor")}
      under={entry && <><DesignationName code={entry.designation} /> · <DistrictName code={entry.district} />{entry.seat !== entry.district && <> (<DistrictName code={entry.seat} />)</>}</>}
    >
      <Read from={asked} rows={8}>
        {(found) => (
          <Stack>
            <Postings entry={found} />
            <Qualifications prosecutorId={prosecutorId} />
            <WorkingWeeks prosecutorId={prosecutorId} />
            <Duties prosecutorId={prosecutorId} />
            <Availability prosecutorId={prosecutorId} />
            <MoreSteps>
              <Group gap="xs">
                <ProcedureButton operation="change_roster_entry" params={path} version={found.version} known={found} button={{ size: "compact-sm" }} />
                <ProcedureButton operation="end_prosecutors_feed" params={path} button={{ size: "compact-sm", variant: "default" }} />
              </Group>
            </MoreSteps>
          </Stack>
        )}
      </Read>
    </Page>
  );
}
