/** One procedure on a page of its own: /do/<operation>?case_id=…&version=…; used where a form has no place in another screen. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { readOperation } from "@/forms/operation";
import { ProcedureForm } from "@/forms/ProcedureForm";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";

/** Read the path's parameters out of a filled path, as the list of what waits to be sent has it. */
function readParams(pattern: string, path: string): Record<string, string> {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const found = new RegExp(`^${pattern.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(path);
  return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found?.[index + 1] ?? "")]));
}

export default function ProcedureScreen() {
  const { t } = useTranslation("procedures");
  const { operation = "" } = useParams();
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const asked = useQuery({ queryKey: ["form", operation], queryFn: () => readOperation(operation), staleTime: Infinity });
  const version = query.get("version");
  // Whoever registered a case goes on in its file; else one goes back to where one came from.
  const leave = (made: unknown) => {
    const { id } = (made ?? {}) as { id?: string };
    void (operation === "register_case" && id ? navigate(`/cases/${id}`, { replace: true }) : navigate(-1));
  };
  return (
    <Page title={t(`${operation}.title`)}>
      <Read from={asked}>
        {({ path }) => (
          <ProcedureForm
            operation={operation}
            params={query.get("path") ? readParams(path, query.get("path") ?? "") : Object.fromEntries(query)}
            version={version ? Number(version) : undefined}
            onDone={leave}
            onCancel={() => void navigate(-1)}
          />
        )}
      </Read>
    </Page>
  );
}
