/** A question with its choices; once it is over, also what was right, what was chosen, and why. */
import { Card, Checkbox, Group, Radio, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { LawSource } from "@/parts/Sentence";
import { useSay } from "./say";

type Asked = Omit<components["schemas"]["AskedQuestion"], "chosen" | "score">;

interface Props {
  of: Asked & { score?: number | null };
  number: number;
  chosen: string[];
  isOver?: boolean;
  onChoose?: (ids: string[]) => void;
}

export function Question({ of, number, chosen, isOver = false, onChoose }: Props) {
  const { t } = useTranslation("learning");
  const say = useSay();
  const asks = say(of.text_en, of.text_ur);
  const isMany = of.kind === "multiple";
  const label = <Text fw={600} span><span className="number">{number}.</span> <bdi lang={asks.language}>{asks.text}</bdi></Text>;
  const description = isOver ? undefined : t(isMany ? "choose_all" : "choose_one", { count: of.points });
  const Box = isMany ? Checkbox : Radio;
  const boxes = (
    <Stack gap="xs" mt="xs">
      {of.choices.map((choice) => {
        const text = say(choice.text_en, choice.text_ur);
        return <Box key={choice.id} value={choice.id} disabled={isOver} label={<><bdi lang={text.language}>{text.text}</bdi>{isOver && <Verdict isRight={choice.is_right} isChosen={chosen.includes(choice.id)} />}</>} />;
      })}
    </Stack>
  );
  return (
    <Card withBorder component="article" className={isOver ? "question-over" : undefined}>
      {isMany
        ? <Checkbox.Group label={label} description={description} value={chosen} onChange={(ids) => onChoose?.(ids)}>{boxes}</Checkbox.Group>
        : <Radio.Group label={label} description={description} value={chosen[0] ?? ""} onChange={(id) => onChoose?.([id])}>{boxes}</Radio.Group>}
      {isOver && <Why of={of} />}
    </Card>
  );
}

function Verdict({ isRight, isChosen }: { isRight: boolean | null; isChosen: boolean }) {
  const { t } = useTranslation("learning");
  if (!isRight && !isChosen) return null;
  return <Text span size="sm" fw={600} c={isRight ? "var(--cmms-calm)" : "var(--cmms-urgent)"}> · {t(isRight ? (isChosen ? "right_chosen" : "right") : "wrong_chosen")}</Text>;
}

export function Why({ of }: { of: Pick<Props["of"], "rationale_en" | "rationale_ur" | "source" | "score" | "points"> }) {
  const { t } = useTranslation("learning");
  const say = useSay();
  const why = say(of.rationale_en, of.rationale_ur);
  return (
    <Stack gap={2} mt="xs">
      <Text size="sm" dir="auto" lang={why.language}>{why.text}</Text>
      <Group gap="xs">
        {of.source && <Text size="sm" c="dimmed"><LawSource of={of.source} /></Text>}
        {typeof of.score === "number" && <Text size="sm" c="dimmed">{t("points_of", { points: of.score, most: of.points })}</Text>}
      </Group>
    </Stack>
  );
}
