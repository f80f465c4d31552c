/** There is no such page. */
import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page } from "@/parts/Page";

export function Nowhere() {
  const { t } = useTranslation();
  return (
    <Page title={t("nowhere.title")}>
      <Text>{t("nowhere.says")}</Text>
      <Anchor component={Link} to="/">
        {t("place.day")}
      </Anchor>
    </Page>
  );
}
