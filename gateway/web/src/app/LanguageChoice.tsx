/** The three languages, each in its own name; the choice is kept on the device. */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LANGUAGES, NAMES, directionOf, speak } from "@/words";

export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <Group gap={4} role="group" aria-label={t("language")} wrap="nowrap">
      {LANGUAGES.map((language) => (
        <Button
          key={language}
          size="compact-sm"
          variant={i18n.language === language ? "filled" : "subtle"}
          aria-pressed={i18n.language === language}
          lang={language}
          dir={directionOf(language)}
          onClick={() => void speak(language)}
        >
          {NAMES[language]}
        </Button>
      ))}
    </Group>
  );
}
