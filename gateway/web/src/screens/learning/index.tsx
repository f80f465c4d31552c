/** Learning and library: courses with their lessons and quiz, certificates, statutes and judgments. */
import "@/styles/rest.css";
import { Button, Group } from "@mantine/core";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { Link, Route, Routes, useLocation } from "react-router";
import { Nowhere } from "@/app/Nowhere";
import { Courses } from "./courses";

const Course = lazy(() => import("./course"));
const Attempt = lazy(() => import("./attempt"));
const Library = lazy(() => import("./library"));
const LibraryItem = lazy(() => import("./item"));

export default function LearningScreen() {
  const { t } = useTranslation("learning");
  const { pathname } = useLocation();
  const isLibrary = pathname.startsWith("/learning/library");
  return (
    <>
      <Group component="nav" aria-label={t("pages")} gap="xs" mb="md" className="no-print">
        <Button component={Link} to="/learning" size="compact-md" variant={isLibrary ? "default" : "filled"} aria-current={isLibrary ? undefined : "page"}>{t("courses")}</Button>
        <Button component={Link} to="/learning/library" size="compact-md" variant={isLibrary ? "filled" : "default"} aria-current={isLibrary ? "page" : undefined}>{t("library")}</Button>
      </Group>
      <Routes>
        <Route index element={<Courses />} />
        <Route path="courses/:courseId" element={<Course />} />
        <Route path="attempts/:attemptId" element={<Attempt />} />
        <Route path="library" element={<Library />} />
        <Route path="library/:itemId" element={<LibraryItem />} />
        <Route path="*" element={<Nowhere />} />
      </Routes>
    </>
  );
}

/** The title in the reader's language, where there is one. */
export function useTitle() {
  const { i18n } = useTranslation();
  return (of: { title_en?: string | null; title_ur?: string | null }) => (i18n.language !== "en" && of.title_ur) || of.title_en || of.title_ur || "–";
}
