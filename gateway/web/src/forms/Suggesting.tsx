/** Fields in which one writes freely, with what is known already below: sections with their titles, police stations of the district. */
import { Autocomplete, Text } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PickerProps } from "./pickers";
import { spreadSections } from "./several";
import type { Source } from "./source";
import { sections, stations } from "./sources";

const SHOWN = 8;
// A list that opens upwards would lie on the field's own name: below this part of the screen the field is moved up first.
const LOW = 0.6;

/** Several sections of an act may be written at once: whoever leaves the field finds each in a row of its own. */
export function SectionPicker(props: PickerProps) {
  const { state, path } = props;
  const spread = () => {
    const found = spreadSections(state.values, path);
    if (found) state.set(found.values, found.list);
  };
  return <Suggesting {...props} source={sections} isCode onLeave={spread} />;
}

export const StationPicker = (props: PickerProps) => <Suggesting {...props} source={stations} />;

interface SuggestingProps extends PickerProps { source: Source; isCode?: boolean; onLeave?: () => void }

function Suggesting({ source: useSource, isCode = false, onLeave, ...props }: SuggestingProps) {
  const { t } = useTranslation("forms");
  const { options } = useSource(props, "");
  const field = useRef<HTMLInputElement>(null);
  const titles = new Map(options.map(({ value, label }) => [value, label]));
  return (
    <Autocomplete
      {...props.parts}
      ref={field}
      data={[...titles.keys()]}
      limit={SHOWN}
      filter={({ options: all, search, limit }) => all.filter((one) => "value" in one && isLike(search, one.value, titles.get(one.value))).slice(0, limit)}
      renderOption={({ option }) => (
        <span>
          <bdi dir={isCode ? "ltr" : "auto"}>{option.value}</bdi>
          {titles.get(option.value) !== option.value && <Text span size="sm" c="dimmed"> · <bdi>{titles.get(option.value)}</bdi></Text>}
        </span>
      )}
      onDropdownOpen={() => {
        if ((field.current?.getBoundingClientRect().bottom ?? 0) > innerHeight * LOW) field.current?.scrollIntoView({ block: "center" });
      }}
      value={typeof props.value === "string" ? props.value : ""}
      onChange={(value) => props.set(value || undefined)}
      onBlur={onLeave}
      clearButtonProps={{ "aria-label": t("clear") }}
      dir={isCode ? "ltr" : "auto"}
    />
  );
}

/** Written at the beginning of the code or name, or anywhere in the title. */
function isLike(search: string, value: string, title = ""): boolean {
  const wanted = search.trim().toLowerCase();
  return value.toLowerCase().startsWith(wanted) || (wanted.length > 2 && title.toLowerCase().includes(wanted));
}
