/** Which columns a register has, in words, and an empty one to write into: nobody guesses the headings. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Rows } from "@/parts/Rows";
import { encodeFile, saveFile } from "@/parts/saving";
import { HEADINGS, NEEDED } from "./headings";

/** Spreadsheets take a file for Latin text that does not begin with this sign. */
const BEGIN_OF_UNICODE = "\ufeff";

async function saveEmpty(): Promise<void> {
  const file_name = "register.csv";
  const text = `${BEGIN_OF_UNICODE}${HEADINGS.join(",")}\r\n`;
  saveFile({ content_base64: await encodeFile(new File([text], file_name)), file_name, media_type: "text/csv" });
}

export function Columns() {
  const { t } = useTranslation("imports");
  return (
    <details>
      <summary>{t("columns")}</summary>
      <Stack mt="xs">
        <Text size="sm" c="dimmed">{t("columns_help")}</Text>
        <Group><Button size="compact-md" variant="default" onClick={() => void saveEmpty()}>{t("empty_register")}</Button></Group>
        <Rows
          label={t("columns")}
          rows={[...HEADINGS]}
          keyOf={(heading) => heading}
          columns={[
            { key: "heading", title: t("heading"), cell: (heading) => <bdi dir="ltr" style={{ overflowWrap: "anywhere" }}>{heading}</bdi> },
            { key: "holds", title: t("holds"), cell: (heading) => <>{t(`holding.${heading}`)}{NEEDED.has(heading) && <Text span size="sm" fw={600}> · {t("needed")}</Text>}</> },
          ]}
        />
      </Stack>
    </details>
  );
}
