/** The chain of custody of one exhibit: each step, its correction or withdrawal, what was superseded and why, and the sheet to print. */
import { Badge, Button, Group, Text, Timeline } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import { api } from "@/api/reading";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { MoreSteps } from "@/parts/MoreSteps";
import { Named } from "@/parts/Named";
import { PersonName } from "@/parts/names";
import { encodeFile, saveFile } from "@/parts/saving";
import { Trouble } from "@/parts/Trouble";
import { Day, Instant } from "@/parts/when";

type Exhibit = components["schemas"]["ExhibitView"];
type Event = components["schemas"]["CustodyEventView"];
type Gap = components["schemas"]["GapView"];

const DESCRIBED = ["nature", "description", "parcel_number", "quantity", "unit", "source_device"];
const SHOWN = ["place", "register_entry", "road_certificate", "seal_impression", "reference", "quantity", "sha256", "note"];

export function Custody({ of, gaps }: { of: Exhibit; gaps: Gap[] }) {
  const { t } = useTranslation(["file", "choices"]);
  const standing = of.custody.filter((event) => event.superseded_at === null);
  const superseded = of.custody.filter((event) => event.superseded_at !== null);
  const isGap = (event: Event, at: "from_on" | "to_on") => gaps.some((gap) => gap[at] === event.happened_on);
  return (
    <>
      <Facts of={of} show={["quantity", "unit", "source_device"]} />
      {standing.length === 0 && <Text size="sm" c="dimmed">{t("no_custody")}</Text>}
      <Timeline mt="sm" bulletSize={14} lineWidth={3} active={standing.length}>
        {standing.map((event, index) => (
          <Timeline.Item
            key={event.id}
            title={t(`choices:${event.step}`)}
            color={isGap(event, "from_on") || isGap(event, "to_on") ? "red.9" : "ink"}
            lineVariant={isGap(event, "from_on") && standing[index + 1] ? "dashed" : "solid"}
          >
            <Text size="sm"><Day on={event.happened_on} /></Text>
            <Facts of={event} show={SHOWN} extra={<Hands of={event} caseId={of.case_id} />} />
            <Steps exhibit={of} event={event} />
          </Timeline.Item>
        ))}
      </Timeline>
      {superseded.length > 0 && <Superseded of={superseded} />}
      {of.revisions.length > 0 && <Earlier of={of} />}
      <Group mt="xs" className="no-print"><Sheet of={of} /></Group>
    </>
  );
}

/** Whose hands it went through: the officer, and who carried it. */
function Hands({ of, caseId }: { of: Event; caseId: string }) {
  const { t } = useTranslation("fields");
  const isAsked = !!of.person_id || !!of.carrier_id;
  const asked = api.useQuery("get", "/api/cases/{case_id}/persons", { params: { path: { case_id: caseId }, query: { limit: 200 } } }, { enabled: isAsked });
  const label = (id: string) => asked.data?.items.find((one) => one.id === id)?.label ?? "…";
  return (["person_id", "carrier_id"] as const).map((name) => of[name] && <Named key={name} name={t(name)}><bdi>{label(of[name])}</bdi></Named>);
}

function Steps({ exhibit, event }: { exhibit: Exhibit; event: Event }) {
  const mayDo = useMayDo();
  const params = { case_id: exhibit.case_id, exhibit_id: exhibit.id, event_id: event.id };
  if (!mayDo("correct_custody")) return null;
  return (
    <MoreSteps>
      <ProcedureButton operation="correct_custody" params={params} version={exhibit.version} known={{ ...event }} />
      <ProcedureButton operation="withdraw_custody" params={params} version={exhibit.version} />
    </MoreSteps>
  );
}

/** What no longer counts is kept in sight: a court asks what an entry said before, and who changed it. */
function Superseded({ of }: { of: Event[] }) {
  const { t } = useTranslation(["file", "choices"]);
  return (
    <details>
      <summary>{t("superseded_steps", { count: of.length })}</summary>
      {of.map((event) => (
        <div key={event.id}>
          <Group gap="xs" mt="xs">
            <Badge color="gray.7" variant="outline">{t("superseded")}</Badge>
            <Text size="sm" td="line-through">{t(`choices:${event.step}`)} · <Day on={event.happened_on} /></Text>
          </Group>
          <Facts of={event} show={SHOWN} />
          <Text size="sm" c="dimmed"><PersonName id={event.superseded_by} /> · <Instant at={event.superseded_at} />: <bdi>{event.superseded_why}</bdi></Text>
        </div>
      ))}
    </details>
  );
}

/** What the exhibit itself said before it was corrected. */
function Earlier({ of }: { of: Exhibit }) {
  const { t } = useTranslation("file");
  return (
    <details>
      <summary>{t("earlier_texts", { count: of.revisions.length })}</summary>
      {of.revisions.map((revision) => (
        <div key={revision.number}>
          <Facts of={revision.before} show={DESCRIBED} />
          <Text size="sm" c="dimmed"><PersonName id={revision.changed_by} /> · <Instant at={revision.changed_at} />: <bdi>{revision.reason}</bdi></Text>
        </div>
      ))}
    </details>
  );
}

function Sheet({ of }: { of: Exhibit }) {
  const { t, i18n } = useTranslation("file");
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const path = { case_id: of.case_id, exhibit_id: of.id };
      const sheet = await answer(client.GET("/api/cases/{case_id}/exhibits/{exhibit_id}/custody-sheet", { params: { path, query: { lang: i18n.language as "en" | "ur" | "sd" } } }));
      const file_name = `custody-${of.label ?? of.position}-${sheet.as_of}.html`;
      saveFile({ content_base64: await encodeFile(new File([sheet.html], file_name)), file_name, media_type: "text/html" });
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(false));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="compact-sm" variant="default" loading={isBusy} onClick={() => void save()}>{t("custody_sheet")}</Button>
      {problem && <Trouble problem={problem} />}
    </>
  );
}
