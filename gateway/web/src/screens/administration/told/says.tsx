/** What the pages about messages share: states in words, reasons in words, and the colour of what needs somebody. */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { directionOf } from "@/words";

export const STATUSES = ["queued", "sending", "unknown", "sent", "delivered", "failed", "expired", "rejected", "cancelled"] as const;
export const CHANNELS = ["sms", "email", "inbox"] as const;

const COLOURS: Record<string, string> = { delivered: "ink.8", failed: "red.9", rejected: "red.9", expired: "red.9", unknown: "amber.9" };

export function Status({ of }: { of: string }) {
  const { t } = useTranslation("watching");
  return <Badge color={COLOURS[of] ?? "gray.8"}>{t(`status.${of}`)}</Badge>;
}

const OPERATOR = /^the operator reports (\S+) ?(.*)$/;

/** Why a message stands as it does: our own sentences in the reader's language, a person's or a provider's as they were given. */
export function Reason({ of }: { of: string | null }) {
  const { t, i18n } = useTranslation("watching");
  if (!of) return <>–</>;
  const key = `reason.${of.replaceAll(" ", "_")}`;
  if (i18n.exists(key, { ns: "watching" })) return <>{t(key)}</>;
  const told = OPERATOR.exec(of);
  if (told) return <>{t("reason.operator", { state: t(`receipt.${told[1]}`), error: /^0*$/.test(told[2] ?? "") ? "" : told[2] })}</>;
  return <bdi style={{ overflowWrap: "anywhere" }}>{of}</bdi>;
}

/** A text as it is read by its reader: in its own language and direction. */
export function Letter({ subject, body, language }: { subject?: string | null; body: string; language?: string | null }) {
  const own = language ? { lang: language } : {};
  return (
    <div dir={language ? directionOf(language) : "auto"} {...own} className="letter">
      {subject && <strong>{subject}</strong>}
      <p>{body}</p>
    </div>
  );
}
