/** A certificate as it is printed and hung up: who passed what and when, and how anyone can check it. */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { IconPrinter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useSession } from "@/app/session";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { QrCode } from "@/parts/QrCode";
import { Read } from "@/parts/Read";
import { Day } from "@/parts/when";
import { useTitle } from "./say";

export default function Certificate() {
  const { t } = useTranslation("learning");
  const { me } = useSession();
  const { code = "", accountId = me.id } = useParams();
  const asked = api.useQuery("get", "/api/certificates", { params: { query: { account_id: accountId, limit: 200 } } });
  const found = asked.data?.items.find((one) => one.code === code);
  return (
    <Page
      title={t("certificate")}
      actions={
        found && (
          <>
            <Button size="compact-md" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => print()}>{t("print")}</Button>
            {!found.revoked_on && accountId !== me.id && <ProcedureButton operation="revoke_certificate" params={{ code }} about={found.number} />}
          </>
        )
      }
    >
      <Read from={asked} isEmpty={() => !found} empty={t("no_such_certificate")}>{() => found && <Sheet of={found} />}</Read>
    </Page>
  );
}

type Row = components["schemas"]["CertificateRow"];

function Sheet({ of }: { of: Row }) {
  const { t } = useTranslation("learning");
  const title = useTitle();
  const address = `${location.origin}/certificates/${of.code}`;
  return (
    <Stack>
      {of.revoked_on && <Alert color="red" variant="light" role="status">{t("revoked_on")} <Day on={of.revoked_on} /></Alert>}
      <section className="certificate" aria-label={t("certificate")}>
        <Text>{t("issuer")}</Text>
        <Text fz={30} fw={700}>{t("certificate")}</Text>
        <Text>{t("awarded_to")}</Text>
        <Text fz={26} fw={600}><PersonName id={of.account_id} /></Text>
        <Text>{t("for_passing")}</Text>
        <Text fz={22} fw={600}><bdi>{title(of)}</bdi></Text>
        <Text size="sm">{t("version_of_course", { number: of.course_version })}</Text>
        <div className="certificate-foot">
          <div>
            <Text>{t("issued")} <Day on={of.issued_on} /></Text>
            <Text>{t("certificate_number")} <bdi dir="ltr">{of.number}</bdi></Text>
            <Text>{t("certificate_code")} <bdi dir="ltr">{of.code}</bdi></Text>
          </div>
          <QrCode says={address} label={t("qr_of_certificate")} />
        </div>
        <Text size="sm">{t("check_at")} <a href={address}><bdi dir="ltr">{address}</bdi></a></Text>
      </section>
      <Group className="no-print"><Text size="sm" c="dimmed">{t("print_help")}</Text></Group>
    </Stack>
  );
}
