/** The file of a case: all its parts on one page, each with the steps that may be taken there. */
import { Badge, Button, Card, Group, Stack, Title } from "@mantine/core";
import type { components } from "@made/api";
import { lazy, Suspense, type ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Problem } from "@/api/problems";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { useArrival } from "@/parts/arrival";
import { FirLabel } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Seen } from "@/parts/Seen";
import { Waiting } from "@/parts/Waiting";
import { Accused } from "./Accused";
import { Clocks } from "./Clocks";
import { useHasFinancing } from "./financing/applies";
import { Parts } from "./Parts";
import { Summary } from "./Summary";

export type Case = components["schemas"]["CaseView"];
export interface PartProps { of: Case }

interface Part { id: string; part: ComponentType<PartProps>; needs?: string[] }

const PARTS: Part[] = [
  { id: "summary", part: Summary },
  { id: "clocks", part: Clocks },
  { id: "accused", part: Accused },
  { id: "reports", part: lazy(() => import("./Reports")) },
  { id: "trial", part: lazy(() => import("./Trial")) },
  { id: "hearings", part: lazy(() => import("./Hearings")) },
  { id: "exhibits", part: lazy(() => import("./Exhibits")) },
  { id: "tasks", part: lazy(() => import("./Tasks")) },
  { id: "people", part: lazy(() => import("./People")) },
  { id: "financing", part: lazy(() => import("./financing")) },
  { id: "documents", part: lazy(() => import("./Documents")) },
  { id: "links", part: lazy(() => import("./Links")) },
  { id: "told", part: lazy(() => import("./Told")), needs: ["notifications.recipients", "notifications.messages"] },
  { id: "history", part: lazy(() => import("./History")) },
];

export default function CaseFile() {
  const { t } = useTranslation(["file", "choices"]);
  const { caseId = "" } = useParams();
  const asked = api.useQuery("get", "/api/cases/{case_id}", { params: { path: { case_id: caseId } } });
  // Who has withdrawn from a case, or may no longer open it, is shown nothing more of what was read before.
  const isGone = asked.error instanceof Problem && asked.error.status === 404;
  const found = isGone ? undefined : asked.data;
  const { error, isPending, dataUpdatedAt, refetch } = asked;
  const parts = useParts(found);
  useArrival(found !== undefined);
  return (
    <Page
      title={found ? t("common:fir_label", { number: `${found.fir_number}/${found.fir_year}`, station: found.police_station }) : t("title")}
      under={found && <Marks of={found} />}
      actions={
        found && (
          <>
            <ProcedureButton operation="export_case" params={{ case_id: found.id }} button={{ variant: "default" }} />
            <Button size="compact-md" variant="default" onClick={() => print()}>
              {t("print")}
            </Button>
          </>
        )
      }
    >
      <Read from={{ data: found, error, isPending, dataUpdatedAt, refetch }} rows={10}>
        {(view) => (
          <>
            <Parts of={parts.map(({ id }) => id)} />
            <Stack>
              {parts.map(({ id, part: Part }) => (
                <Card key={id} id={id} withBorder component="section" aria-labelledby={`${id}-title`} padding="md" style={{ overflow: "visible" }}>
                  <Title order={2} size="h4" mb="sm" id={`${id}-title`}>
                    {t(`part.${id}`)}
                  </Title>
                  <Seen>
                    <Suspense fallback={<Waiting />}>
                      <Part of={view} />
                    </Suspense>
                  </Seen>
                </Card>
              ))}
            </Stack>
          </>
        )}
      </Read>
    </Page>
  );
}

/** The parts that this case has and this reader may see. */
function useParts(of: Case | undefined): Part[] {
  const { may } = useSession();
  const hasFinancing = useHasFinancing(of);
  return PARTS.filter(({ id, needs }) => (id === "financing" ? hasFinancing : !needs || needs.some(may)));
}

function Marks({ of }: PartProps) {
  const { t } = useTranslation(["file", "choices"]);
  return (
    <Group gap="xs" mt={4}>
      <Badge color="ink">{t(`choices:${of.stage}`)}</Badge>
      {of.court_case_number && <bdi dir="ltr">{of.court_case_number}</bdi>}
      {of.is_terrorism && <Badge color="red.9" variant="outline">{t("terrorism")}</Badge>}
      {of.is_sealed && <Badge color="grape.9" variant="outline">{t("sealed")}</Badge>}
      {of.outcome && <Badge color="gray.8" variant="outline">{t(`choices:${of.outcome}`)}</Badge>}
    </Group>
  );
}

/** Another case that is connected with this one, or that there is one which the reader may not open. */
export function OtherCase({ id, label }: { id: string | null; label: string | null }) {
  const { t } = useTranslation("file");
  return id && label ? <Link to={`/cases/${id}`}><bdi>{label}</bdi></Link> : <>{t("restricted")}</>;
}

export { FirLabel };
