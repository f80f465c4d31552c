/** A draft's lessons and questions as their trainer sees them, both languages beside each other. */
import { Badge, Card, Group, List, SimpleGrid, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Prose } from "@/parts/Prose";
import { LawSource } from "@/parts/Sentence";

export type Draft = components["schemas"]["DraftView"];
interface Props<T> { of: T; number: number; draft: Draft }

export function LessonCard({ of, number, draft }: Props<Draft["lessons"][number]>) {
  const { t } = useTranslation("desk");
  const step = { params: { course_id: draft.id, lesson_id: of.id }, version: draft.version, button: { size: "compact-sm" } };
  return (
    <Card withBorder component="article">
      <Group justify="space-between" gap="xs">
        <Title order={3} size="h5">{number}. <bdi>{of.title_en}</bdi>{of.title_ur && <> · <bdi lang="ur">{of.title_ur}</bdi></>}</Title>
        <Group gap="xs">
          {!of.text_ur && <Badge color="amber.9">{t("no_urdu")}</Badge>}
          <ProcedureButton operation="change_lesson" {...step} known={of} about={of.title_en} />
          <ProcedureButton operation="remove_lesson" {...step} button={{ size: "compact-sm", variant: "subtle" }} about={of.title_en} />
        </Group>
      </Group>
      <details>
        <summary>{t("text")}</summary>
        <SimpleGrid cols={{ base: 1, lg: of.text_ur ? 2 : 1 }} mt="xs">
          <Prose text={of.text_en} language="en" under={3} />
          {of.text_ur && <Prose text={of.text_ur} language="ur" under={3} />}
        </SimpleGrid>
      </details>
    </Card>
  );
}

export function QuestionCard({ of, number, draft }: Props<Draft["questions"][number]>) {
  const { t } = useTranslation(["desk", "choices"]);
  const step = { params: { course_id: draft.id, question_id: of.id }, version: draft.version, button: { size: "compact-sm" } };
  return (
    <Card withBorder component="article">
      <Group justify="space-between" gap="xs" align="flex-start">
        <Title order={3} size="h5" flex={1}>{number}. <bdi>{of.text_en}</bdi></Title>
        <Group gap="xs">
          <Badge color="gray.7">{t(`choices:${of.kind}`)}</Badge>
          <Badge color="gray.7">{t("points", { count: of.points })}</Badge>
          <ProcedureButton operation="change_question" {...step} known={of} about={of.text_en} />
          <ProcedureButton operation="remove_question" {...step} button={{ size: "compact-sm", variant: "subtle" }} about={of.text_en} />
        </Group>
      </Group>
      {of.text_ur && <Text dir="rtl" lang="ur">{of.text_ur}</Text>}
      <List spacing={4} mt="xs" listStyleType="none">
        {of.choices.map((choice) => (
          <List.Item key={choice.id} icon={choice.is_right ? <IconCheck size={18} color="var(--cmms-calm)" aria-hidden /> : <IconX size={18} color="#52606d" aria-hidden />}>
            <bdi>{choice.text_en}</bdi>{choice.text_ur && <> · <bdi lang="ur">{choice.text_ur}</bdi></>}
            {choice.is_right && <Text span size="sm" fw={600} c="var(--cmms-calm)"> · {t("right")}</Text>}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs"><b>{t("why")}</b> <bdi>{of.rationale_en}</bdi></Text>
      {of.rationale_ur && <Text size="sm" dir="rtl" lang="ur">{of.rationale_ur}</Text>}
      {of.source && <Text size="sm" c="dimmed"><LawSource of={of.source} /></Text>}
    </Card>
  );
}
