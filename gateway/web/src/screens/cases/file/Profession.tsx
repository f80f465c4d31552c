/** What an accused does for a living, from the list of professions. */
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { Named } from "@/parts/Named";
import { useSaid } from "@/parts/said";

export function Profession({ code }: { code: string }) {
  const { t } = useTranslation("fields");
  const { say } = useSaid();
  const asked = api.useQuery("get", "/api/professions", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  const found = asked.data?.items.find((one) => one.code === code);
  return <Named name={t("profession")}>{found ? <bdi>{say(found.name, found.name_ur)}</bdi> : "…"}</Named>;
}
