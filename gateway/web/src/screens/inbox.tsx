/** The inbox: notices in the reader's language, read one by one. */
import "@/styles/rest.css";
import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useQueryClient } from "@tanstack/react-query";
import { api, PAGES, rowsOf } from "@/api/reading";
import { MoreRows } from "@/parts/MoreRows";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Instant } from "@/parts/when";

/** The part of the case that a notice speaks of. */
const PARTS: [RegExp, string][] = [[/^(task|direction)_/, "#tasks"], [/^clock_/, "#clocks"], [/^report_/, "#reports"], [/^(hearing|adjournment)/, "#hearings"]];

function partOf(code: string): string {
  return PARTS.find(([codes]) => codes.test(code))?.[1] ?? "";
}

export default function InboxScreen() {
  const { t } = useTranslation("inbox");
  const queries = useQueryClient();
  const asked = api.useInfiniteQuery("get", "/api/inbox", { params: { query: { limit: 30 } } }, PAGES);
  const read = api.useMutation("post", "/api/inbox/{notice_id}/read", {
    onSuccess: () => queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/api/inbox") }),
  });
  return (
    <Page title={t("title")}>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("empty")}>
        {(pages) => (
          <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
            {rowsOf(pages).map((notice) => (
              <Card withBorder component="li" tabIndex={-1} key={notice.id} bg={notice.read_at ? undefined : "ink.0"}>
                <Group justify="space-between" align="flex-start">
                  <Title order={2} size="h5" lang={notice.language} dir="auto">
                    {notice.subject}
                  </Title>
                  <Text size="sm" c="dimmed">
                    <Instant at={notice.received_at} />
                  </Text>
                </Group>
                <Text lang={notice.language} dir="auto" style={{ whiteSpace: "pre-line" }}>
                  {notice.body}
                </Text>
                <Group mt="xs">
                  {notice.case_id && (
                    <Button component={Link} to={`/cases/${notice.case_id}${partOf(notice.code)}`} size="compact-sm" variant="light">
                      {t("open_case")}
                    </Button>
                  )}
                  {!notice.read_at && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={(event) => {
                        // The button goes; whoever works by keyboard goes on from its notice.
                        event.currentTarget.closest("li")?.focus();
                        read.mutate({ params: { path: { notice_id: notice.id } }, body: {} as never });
                      }}
                    >
                      {t("mark_read")}
                    </Button>
                  )}
                </Group>
              </Card>
            ))}
          </Stack>
        )}
      </Read>
      <MoreRows of={asked} />
    </Page>
  );
}
