/** Views of the list that somebody named: one press away. */
import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { IconStar, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/app/session";
import { useViews } from "./views";

export function Views({ query, onChoose }: { query: URLSearchParams; onChoose: (query: string) => void }) {
  const { t } = useTranslation("cases");
  const [views, set] = useViews(useSession().me.id);
  const [name, setName] = useState("");
  return (
    <Group gap="xs" className="no-print">
        <Button size="compact-sm" variant={query.size === 0 ? "filled" : "default"} onClick={() => onChoose("")}>
          {t("view_all")}
        </Button>
        {views.map((view) => (
          <Group key={view.name} gap={2} wrap="nowrap">
            <Button size="compact-sm" variant={query.toString() === view.query ? "filled" : "default"} onClick={() => onChoose(view.query)}>
              <bdi>{view.name}</bdi>
            </Button>
            <ActionIcon size="sm" variant="subtle" aria-label={t("forget_view", { name: view.name })} onClick={() => set(views.filter((one) => one.name !== view.name))}>
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {query.size > 0 && (
          <Group gap={4} wrap="nowrap">
            <TextInput size="xs" aria-label={t("view_name")} placeholder={t("view_name")} value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconStar size={14} aria-hidden />}
              disabled={!name.trim()}
              onClick={() => {
                set([...views.filter((one) => one.name !== name.trim()), { name: name.trim(), query: query.toString() }]);
                setName("");
              }}
            >
              {t("keep_view")}
            </Button>
          </Group>
        )}
    </Group>
  );
}
