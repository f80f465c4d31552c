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
    Badge: { defaultProps: { radius: "sm", tt: "none" } },
  },
});
