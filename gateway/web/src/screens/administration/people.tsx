/** Accounts and the roles they hold, where and since when. */
import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { MoreRows } from "@/parts/MoreRows";
import { DistrictName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Day, today } from "@/parts/when";

export default function People() {
  const { t } = useTranslation(["administration", "choices"]);
  const asked = api.useInfiniteQuery("get", "/api/accounts", { params: { query: { limit: 50 } } }, PAGES);
  return (
    <Page title={t("page.people")} actions={<ProcedureButton operation="create_account" button={{ variant: "filled" }} />}>
      <Read from={asked} rows={8}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((account) => {
              const params = { account_id: account.id };
              return (
                <Card key={account.id} withBorder component="article">
                  <Group gap="xs">
                    <Title order={2} size="h5"><bdi>{account.name}</bdi></Title>
                    <bdi dir="ltr">{account.login}</bdi>
                    {account.is_locked && <Badge color="red.9">{t("locked")}</Badge>}
                  </Group>
                  {account.roles.map((held) => (
                    <Group key={held.id} gap="xs">
                      <Text size="sm">
                        {t(`choices:${held.role}`)} · <DistrictName code={held.districts} /> · <Day on={held.valid_from} />{held.valid_to && <> – <Day on={held.valid_to} /></>}
                      </Text>
                      {(!held.valid_to || held.valid_to > today()) && <ProcedureButton operation="end_role" params={{ ...params, role_id: held.id }} known={{ valid_to: today() }} about={account.name} button={{ size: "compact-sm", variant: "subtle" }} />}
                    </Group>
                  ))}
                  <Group gap="xs" mt="xs">
                    <ProcedureButton operation="give_role" params={params} known={{ valid_from: today() }} about={account.name} button={{ size: "compact-sm" }} />
                    <ProcedureButton operation="change_account" params={params} version={account.version} known={{ name: account.name, language: account.language, is_locked: account.is_locked }} about={account.name} button={{ size: "compact-sm" }} />
                    <ProcedureButton operation="reset_password" params={params} about={account.name} button={{ size: "compact-sm" }} />
                  </Group>
                </Card>
              );
            })}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}
