/** The letters of Urdu and Sindhi, fetched only where they are read. */
import "./naskh.css";
