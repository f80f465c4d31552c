/** The look: Mantine's, in our colours, with contrast that passes (WCAG 2.2 AA). */
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = [
  "#edf4fb", "#d9e6f2", "#b0cbe4", "#84aed6", "#5f95ca", "#4886c3", "#2f6ea9", "#22598c", "#174a78", "#12395b",
];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: 8,
  colors: { ink },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  autoContrast: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif',
  headings: { fontFamily: "inherit", fontWeight: "650" },
  components: {
    Text: { styles: { root: { "--mantine-color-dimmed": "#52606d" } } },
    Alert: { styles: { title: { color: "var(--mantine-color-black)" }, message: { color: "var(--mantine-color-black)" } } },
    Button: { styles: { label: { fontWeight: 550 } } },
    Badge: { defaultProps: { radius: "sm", tt: "none" }, styles: { root: { height: "auto", minHeight: 20 }, label: { overflow: "visible", whiteSpace: "normal", fontWeight: 600 } } },
    Input: { styles: { input: { "--input-placeholder-color": "#52606d" } } },
    InputWrapper: { styles: { description: { color: "#52606d" }, error: { color: "#a61e1e" }, required: { color: "#a61e1e" } } },
  },
});
