/** A list of numbers as it came, on paper or in a message, pasted: which of them are known, and as which case. */
import { Badge, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import type { components } from "@made/api";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import { DistrictSelect } from "@/parts/DistrictSelect";
import { FirLabel } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Rows } from "@/parts/Rows";
import { Trouble } from "@/parts/Trouble";
import { linesOf, MOST_LINES } from "./finding/lines";

type Found = components["schemas"]["LineFound"];

export default function Numbers() {
  const { t } = useTranslation("cases");
  const [typed, setTyped] = useState("");
  const [district, setDistrict] = useState("");
  const [found, setFound] = useState<{ lines: string[]; items: Found[] }>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const lines = linesOf(typed);

  const look = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { lines: lines.map((number, index) => ({ place: index + 1, number })), ...(district ? { district } : {}) };
      const { items } = await answer(client.POST("/api/cases/by-numbers", { body: body as never }));
      setFound({ lines, items });
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(false));
    } finally {
      setBusy(false);
    }
  };
  const isTooLong = lines.length > MOST_LINES;
  return (
    <Page title={t("numbers")} under={t("numbers_explain")}>
      <form onSubmit={(event) => void look(event)} className="no-print">
        <Stack>
          <Textarea
            label={t("numbers_pasted")}
            description={t("numbers_help")}
            error={isTooLong ? t("numbers_too_many", { most: MOST_LINES }) : undefined}
            autosize
            minRows={5}
            maxRows={16}
            dir="auto"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group align="flex-end">
            <DistrictSelect value={district} onChange={setDistrict} any={t("any")} />
            <Button type="submit" loading={isBusy} disabled={lines.length === 0 || isTooLong}>{t("look_up")}</Button>
          </Group>
        </Stack>
      </form>
      {problem && <Trouble problem={problem} />}
      {found && <Result of={found} />}
    </Page>
  );
}

function Result({ of: { lines, items } }: { of: { lines: string[]; items: Found[] } }) {
  const { t } = useTranslation(["cases", "choices"]);
  const candidates = ({ numbers }: Found) => {
    const all = numbers.flatMap((number) => number.candidates);
    return all.filter((one, index) => all.findIndex(({ case_id }) => case_id === one.case_id) === index);
  };
  const known = items.filter((one) => candidates(one).length > 0).length;
  return (
    <>
      <Text role="status" fw={600}>{t("numbers_known", { known, all: lines.length })}</Text>
      <Rows
        label={t("numbers")}
        rows={items}
        keyOf={({ place }) => String(place)}
        columns={[
          { key: "line", title: t("as_written"), cell: ({ place }) => <bdi>{lines[place - 1]}</bdi> },
          {
            key: "case",
            title: t("case"),
            cell: (line) => {
              const all = candidates(line);
              if (all.length === 0) return <Badge color="red.9" variant="outline">{t("not_known")}</Badge>;
              return all.map((one) => (
                <div key={one.case_id}>
                  <Link to={`/cases/${one.case_id}`}><FirLabel of={one} /></Link>{" "}
                  <Text span size="sm" c="dimmed">{t(`choices:${one.stage}`)}{one.court_case_number && <> · <bdi dir="ltr">{one.court_case_number}</bdi></>}</Text>
                </div>
              ));
            },
          },
        ]}
      />
    </>
  );
}
