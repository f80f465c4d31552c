/** What learners would find changed, looked at before the draft becomes a version that never changes again. */
import { Badge, Card, Group, List, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Read } from "@/parts/Read";
import { useTitle } from "../say";
import type { Draft } from "./parts";

type Found = components["schemas"]["DraftChanges"];
const COLOURS: Record<string, string> = { added: "#1d5e38", changed: "ink.7", removed: "red.9" };

export function Changes({ of }: { of: Draft }) {
  const { t } = useTranslation("desk");
  const asked = api.useQuery("get", "/api/courses/{course_id}/draft/changes", { params: { path: { course_id: of.id } } }, { staleTime: 0 });
  const isWhole = of.lessons.length > 0 && of.questions.length > 0;
  return (
    <Card withBorder component="section" aria-labelledby="changes">
      <Stack gap="sm">
        <Title order={2} size="h4" id="changes">{t("changes")}</Title>
        <Read from={asked}>
          {(found) => {
            const isSame = found.terms.length + found.lessons.length + found.questions.length === 0;
            if (found.against !== null && isSame) return <Text>{t("same", { number: found.against })}</Text>;
            return (
              <Stack gap="xs">
                <Text size="sm">{found.against === null ? t("first_version") : t("against", { number: found.against, next: found.against + 1 })}</Text>
                <Differences of={found} />
                {isWhole
                  ? <Group><ProcedureButton operation="publish_course" params={{ course_id: of.id }} version={of.version} button={{ variant: "filled" }} /></Group>
                  : <Text size="sm" c="var(--cmms-warning)">{t("incomplete")}</Text>}
              </Stack>
            );
          }}
        </Read>
      </Stack>
    </Card>
  );
}

function Differences({ of }: { of: Found }) {
  const { t } = useTranslation(["desk", "fields"]);
  const title = useTitle();
  return (
    <List spacing={4} listStyleType="none">
      {of.terms.length > 0 && <List.Item><Badge color={COLOURS.changed}>{t("change.changed")}</Badge> {of.terms.map((name) => t(`fields:${name}`)).join(t("common:comma"))}</List.Item>}
      {(["lessons", "questions"] as const).flatMap((kind) =>
        of[kind].map((one) => (
          <List.Item key={one.id}>
            <Badge color={COLOURS[one.change]}>{t(`change.${one.change}`)}</Badge> {t(`one.${kind}`)}: <bdi>{title(one)}</bdi>
          </List.Item>
        )),
      )}
    </List>
  );
}
