/** The letters of Urdu and Sindhi, fetched only where they are read. */
import "@fontsource-variable/noto-naskh-arabic/wght.css";
