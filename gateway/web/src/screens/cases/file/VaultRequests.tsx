/** Requests to see who a protected witness is, and to end a protection: who asked and why, who decides, and how it stands. */
import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { MoreRows } from "@/parts/MoreRows";
import { PersonName } from "@/parts/names";
import { Day, Instant } from "@/parts/when";
import { Identity } from "./Identity";
import { Looks } from "./Looks";
import { stateNow, type OpeningState } from "./openings";
import type { Case, PartProps } from ".";

type Opening = components["schemas"]["OpeningView"];
type Lifting = components["schemas"]["LiftingView"];

const COLOURS: Record<OpeningState, string> = { asked: "amber.9", approved: "ink", refused: "red.9", expired: "gray.7", lapsed: "gray.7" };

export function VaultRequests({ of }: PartProps) {
  const { may } = useSession();
  return may("cases.vault") ? <Requests of={of} /> : null;
}

function Requests({ of }: PartProps) {
  const { t } = useTranslation("protection");
  const { may } = useSession();
  const asked = { params: { path: { case_id: of.id }, query: { limit: 50 } } };
  const openings = api.useInfiniteQuery("get", "/api/cases/{case_id}/openings", asked, PAGES);
  const liftings = api.useInfiniteQuery("get", "/api/cases/{case_id}/liftings", asked, PAGES);
  const all = rowsOf(openings.data);
  const lifted = rowsOf(liftings.data);
  if (all.length + lifted.length === 0) return null;
  const isLive = (one: Opening) => ["asked", "approved"].includes(stateNow(one));
  const past = all.filter((one) => !isLive(one));
  const ended = lifted.filter((one) => one.state !== "asked");
  return (
    <div>
      <Title order={3} size="h5" mb={4}>{t("requests")}</Title>
      <Stack gap="sm">
        {all.filter(isLive).map((one) => <OneOpening key={one.id} of={of} opening={one} />)}
        {lifted.filter((one) => one.state === "asked").map((one) => <OneLifting key={one.id} of={of} lifting={one} />)}
        {past.length + ended.length > 0 && (
          <details>
            <summary>{t("earlier_requests", { count: past.length + ended.length })}</summary>
            <Stack gap="sm" mt="xs">
              {past.map((one) => <OneOpening key={one.id} of={of} opening={one} />)}
              {ended.map((one) => <OneLifting key={one.id} of={of} lifting={one} />)}
            </Stack>
          </details>
        )}
        <MoreRows of={openings} />
        <MoreRows of={liftings} />
        {all.length > 0 && may("cases.vault_approve") && <Looks of={of} />}
      </Stack>
    </div>
  );
}

function OneOpening({ of, opening }: { of: Case; opening: Opening }) {
  const { t } = useTranslation(["protection", "fields"]);
  const { me } = useSession();
  const state = stateNow(opening);
  const isMine = opening.asked_by === me.id;
  return (
    <Card withBorder padding="sm" component="article">
      <Group gap="xs">
        <Badge color={COLOURS[state]}>{t(`state.${state}`)}</Badge>
        <Text fw={600} size="sm">{t("to_see")} <bdi>{opening.pseudonym}</bdi></Text>
        {opening.is_break_glass && <Badge color="red.9" variant="outline">{t("fields:is_break_glass")}</Badge>}
      </Group>
      <Asked of={opening} />
      {state === "asked" && <Deciding operation="decide_opening" params={{ case_id: of.id, opening_id: opening.id }} isMine={isMine} />}
      <Decided of={opening} />
      {state === "approved" && (
        <Text size="sm">{t("lasts_until")} <Instant at={opening.expires_at} /></Text>
      )}
      {state === "approved" && isMine && opening.expires_at && <Identity caseId={of.id} personId={opening.person_id} until={opening.expires_at} />}
    </Card>
  );
}

function OneLifting({ of, lifting }: { of: Case; lifting: Lifting }) {
  const { t } = useTranslation(["protection", "fields"]);
  const { me } = useSession();
  const state = lifting.state as OpeningState;
  return (
    <Card withBorder padding="sm" component="article">
      <Group gap="xs">
        <Badge color={COLOURS[state]}>{t(`state.${state}`)}</Badge>
        <Text fw={600} size="sm">{t("to_end")} <bdi>{lifting.pseudonym}</bdi></Text>
      </Group>
      <Text size="sm">
        {t("fields:order_reference")}: <bdi>{lifting.order_reference}</bdi> · <Day on={lifting.ordered_on} />
      </Text>
      <Asked of={lifting} />
      {state === "asked" && <Deciding operation="decide_lifting" params={{ case_id: of.id, lifting_id: lifting.id }} isMine={lifting.asked_by === me.id} />}
      <Decided of={lifting} />
    </Card>
  );
}

function Asked({ of }: { of: Opening | Lifting }) {
  const { t } = useTranslation("protection");
  return (
    <>
      <Text size="sm">{t("asked_by")} <PersonName id={of.asked_by} /> · <Instant at={of.asked_at} /></Text>
      <Text size="sm"><bdi>{of.reason}</bdi></Text>
    </>
  );
}

function Decided({ of }: { of: Opening | Lifting }) {
  const { t } = useTranslation("protection");
  if (!of.decided_at) return null;
  return <Text size="sm">{t("decided_by")} <PersonName id={of.decided_by} /> · <Instant at={of.decided_at} /></Text>;
}

/** Two people decide: whoever asked cannot, and whoever may not is told who may. */
function Deciding({ operation, params, isMine }: { operation: "decide_opening" | "decide_lifting"; params: Record<string, string>; isMine: boolean }) {
  const { t } = useTranslation("protection");
  const mayDo = useMayDo();
  if (isMine) return <Text size="sm" c="dimmed">{t("second_person_decides")}</Text>;
  if (!mayDo(operation)) return <Text size="sm" c="dimmed">{t("who_may_decide")}</Text>;
  return <div className="no-print"><ProcedureButton operation={operation} params={params} button={{ variant: "filled", size: "compact-sm" }} /></div>;
}
