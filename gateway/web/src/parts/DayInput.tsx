/** A field for a day, or a day and an hour, that says below in words which day was chosen.
 *
 * Browsers write days in the order of their own settings, not of the page's language: 05/06 is read both ways.
 */
import { Text, TextInput, type TextInputProps } from "@mantine/core";
import { Day, instantOf, local } from "./when";

export function DayInput({ value, ...props }: Omit<TextInputProps, "value"> & { value: string }) {
  const day = value.slice(0, 10);
  return (
    <TextInput
      type="date"
      {...props}
      value={value}
      inputContainer={(input) => (
        <>
          {input}
          {day && (
            <Text size="sm" c="dimmed" mt={2}>
              <Day on={day} />
            </Text>
          )}
        </>
      )}
    />
  );
}

/** A field for an instant: entered as day and hour of Karachi, kept as the API has instants. */
export function InstantInput({ value, onChange, ...props }: Omit<TextInputProps, "value" | "onChange"> & { value: string; onChange: (instant: string | undefined) => void }) {
  return (
    <DayInput
      {...props}
      type="datetime-local"
      value={value ? local(value).format("YYYY-MM-DDTHH:mm") : ""}
      onChange={(event) => {
        const [day, time] = event.currentTarget.value.split("T");
        onChange(day && time ? instantOf(day, time) : undefined);
      }}
    />
  );
}
