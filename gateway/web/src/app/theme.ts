/** The look: Mantine's, in our colours, with contrast that passes (WCAG 2.2 AA). */
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = [
  "#edf4fb", "#d9e6f2", "#b0cbe4", "#84aed6", "#5f95ca", "#4886c3", "#2f6ea9", "#22598c", "#174a78", "#12395b",
];

const amber: MantineColorsTuple = [
  "#fff6e5", "#ffe8c2", "#fcd699", "#f5bf66", "#e5a33a", "#cf8717", "#b87107", "#a36203", "#935900", "#8a5300",
];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: 8,
  colors: { ink, amber },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  autoContrast: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif',
  headings: { fontFamily: "inherit", fontWeight: "650" },
  components: {
    Text: { styles: { root: { "--mantine-color-dimmed": "#52606d" } } },
    Alert: { styles: { title: { color: "var(--mantine-color-black)" }, message: { color: "var(--mantine-color-black)" } } },
    Button: { styles: { root: { display: "inline-flex", alignItems: "center", justifyContent: "center", height: "auto", minHeight: "var(--button-height)", paddingBlock: 3 }, label: { fontWeight: 550, whiteSpace: "normal", overflow: "visible", height: "auto" } } },
    Checkbox: { defaultProps: { size: "md" }, styles: { body: { display: "flex", flexWrap: "nowrap" }, labelWrapper: { flex: 1 } } },
    Radio: { defaultProps: { size: "md" } },
    Badge: { defaultProps: { radius: "sm", tt: "none" }, styles: { root: { height: "auto", minHeight: 20, maxWidth: "none" }, label: { overflow: "visible", overflowWrap: "normal", fontWeight: 600 } } },
    // A form's own heading is no banner of the page.
    DrawerHeader: { defaultProps: { role: "presentation" } },
    // A list that opens over the form must not look like one more of its fields.
    Combobox: { defaultProps: { shadow: "lg" }, styles: { groupLabel: { color: "#52606d" } } },
    Select: { styles: { groupLabel: { color: "#52606d" }, dropdown: { borderColor: "#868e96" } } },
    Autocomplete: { styles: { dropdown: { borderColor: "#868e96" } } },
    Fieldset: { styles: { legend: { fontWeight: 600 } } },
    Input: { styles: { input: { "--input-placeholder-color": "#52606d" } } },
    InputWrapper: { styles: { description: { color: "#52606d" }, error: { color: "#a61e1e" }, required: { color: "#a61e1e" } } },
  },
});
