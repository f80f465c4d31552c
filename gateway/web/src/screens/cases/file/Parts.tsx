/** The way between the parts of a file, always in sight; how high it stands is told to the styles, so that no title hides behind it. */
import { Group } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { FoldedMenu } from "@/parts/FoldedMenu";

export function Parts({ of }: { of: string[] }) {
  const { t } = useTranslation("file");
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const root = document.documentElement;
    const watcher = new ResizeObserver(([entry]) => {
      // While it is unfolded it lies over the page; what counts is its height when folded.
      const isOpen = place.current?.querySelector("details[open]");
      if (entry && !isOpen) root.style.setProperty("--parts-height", `${Math.ceil(entry.target.getBoundingClientRect().height)}px`);
    });
    watcher.observe(place.current);
    return () => {
      watcher.disconnect();
      root.style.removeProperty("--parts-height");
    };
  }, []);
  return (
    <FoldedMenu label={t("parts")} folded={t("parts")} className="parts" at={place}>
      <Group gap="4px 14px">
        {of.map((id) => <a key={id} href={`#${id}`}>{t(`part.${id}`)}</a>)}
      </Group>
    </FoldedMenu>
  );
}
