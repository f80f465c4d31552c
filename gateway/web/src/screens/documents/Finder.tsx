/** Finding words within the file one reads: how often they stand in it, and the way from one place to the next. */
import { Button, Group, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  typed: string;
  onType: (typed: string) => void;
  wanted: string;
  hits: number;
  isDone: boolean;
  chosen: number | undefined;
  onStep: (by: 1 | -1) => void;
}

export function Finder({ typed, onType, wanted, hits, isDone, chosen, onStep }: Props) {
  const { t } = useTranslation("documents");
  const says = () => {
    if (hits === 0) return isDone ? t("find_none") : t("find_on");
    const said = chosen === undefined ? t("find_hits", { number: hits }) : t("find_at", { number: chosen + 1, all: hits });
    return isDone ? said : `${said} ${t("find_on")}`;
  };
  return (
    <Group className="no-print" align="flex-end" gap="xs" role="search" aria-label={t("find")}>
      <TextInput
        type="search"
        label={t("find")}
        dir="auto"
        flex="1 1 200px"
        maw={420}
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onStep(event.shiftKey ? -1 : 1);
        }}
      />
      <Button variant="default" disabled={hits === 0} onClick={() => onStep(-1)}>{t("find_before")}</Button>
      <Button variant="default" disabled={hits === 0} onClick={() => onStep(1)}>{t("find_next")}</Button>
      <Text role="status" size="sm">{wanted && says()}</Text>
    </Group>
  );
}
