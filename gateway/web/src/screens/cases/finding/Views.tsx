/** Views of the list that somebody named: one press away. One's own first, then what colleagues show to the district. */
import { ActionIcon, Alert, Button, Checkbox, Group, Text, TextInput, VisuallyHidden } from "@mantine/core";
import { IconStar, IconTrash, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problems";
import { useSession } from "@/app/session";
import { PersonName } from "@/parts/names";
import { useSubmit } from "@/parts/submitting";
import { useProblemWords } from "@/parts/Trouble";
import { filterOf, isShown, queryOf, useViews, type View } from "./views";

interface Props { query: URLSearchParams; columns: string[]; onChoose: (query: string, columns: string[]) => void }

export function Views({ query, columns, onChoose }: Props) {
  const { t } = useTranslation("cases");
  const { views, keep, remove } = useViews();
  const describe = useProblemWords();
  const [says, setSays] = useState<string>();
  const ordered = [...views].sort((one, other) => Number(other.is_mine) - Number(one.is_mine) || one.name.localeCompare(other.name));
  const forget = (view: View) => {
    setSays(undefined);
    remove(view).catch((error: unknown) => setSays(describe(error instanceof Problem ? error : Problem.unreachable(false))));
  };
  return (
    <Group gap="xs" className="no-print" role="group" aria-label={t("views")}>
      <Button size="compact-sm" variant={query.size === 0 ? "filled" : "default"} aria-pressed={query.size === 0} onClick={() => onChoose("", [])}>
        {t("view_all")}
      </Button>
      {ordered.map((view) => (
        <OneView key={view.id} of={view} isOn={isShown(view, query)} onChoose={() => onChoose(queryOf(view.filter), view.columns)} onForget={() => forget(view)} />
      ))}
      {query.size > 0 && <Keep onKeep={(name, is_shared) => keep({ name, filter: filterOf(query), columns, is_shared })} />}
      {says && <Alert color="red" variant="light" role="alert" w="100%">{says}</Alert>}
    </Group>
  );
}

function OneView({ of: view, isOn, onChoose, onForget }: { of: View; isOn: boolean; onChoose: () => void; onForget: () => void }) {
  const { t } = useTranslation("cases");
  return (
    <Group gap={4} wrap="nowrap">
      <Button size="compact-sm" variant={isOn ? "filled" : "default"} aria-pressed={isOn} leftSection={view.is_shared && <IconUsers size={14} aria-hidden />} onClick={onChoose}>
        <bdi>{view.name}</bdi>
        {view.is_shared && view.is_mine && <VisuallyHidden>, {t("view_shared")}</VisuallyHidden>}
      </Button>
      {view.is_mine ? (
        <ActionIcon size="md" variant="subtle" aria-label={t("forget_view", { name: view.name })} onClick={onForget}>
          <IconTrash size={14} aria-hidden />
        </ActionIcon>
      ) : (
        <Text size="xs" c="dimmed" component="span"><PersonName id={view.owner_id} /></Text>
      )}
    </Group>
  );
}

function Keep({ onKeep }: { onKeep: (name: string, isShared: boolean) => Promise<void> }) {
  const { t } = useTranslation("cases");
  const { may } = useSession();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const { isBusy, says, submit } = useSubmit(async () => {
    await onKeep(name.trim(), isShared);
    setName("");
    setShared(false);
    return undefined;
  });
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Group gap={6}>
        <TextInput size="xs" aria-label={t("view_name")} placeholder={t("view_name")} maxLength={60} dir="auto" value={name} error={says} onChange={(event) => setName(event.currentTarget.value)} />
        {may("views.share") && <Checkbox size="xs" label={t("view_share")} checked={isShared} onChange={(event) => setShared(event.currentTarget.checked)} />}
        <Button type="submit" size="compact-sm" variant="subtle" loading={isBusy} leftSection={<IconStar size={14} aria-hidden />} disabled={!name.trim()}>
          {t("keep_view")}
        </Button>
      </Group>
    </form>
  );
}
