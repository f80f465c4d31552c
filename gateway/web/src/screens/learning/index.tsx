/** Learning and library: courses, the trainer's desk, who learns, certificates; statutes and judgments. */
import "@/styles/rest.css";
import "@/styles/reading.css";
import { Button, Group } from "@mantine/core";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { Link, Route, Routes, useLocation } from "react-router";
import { Nowhere } from "@/app/Nowhere";
import { useSession } from "@/app/session";
import { Courses } from "./courses";

const Course = lazy(() => import("./course"));
const Attempt = lazy(() => import("./attempt"));
const Enrolment = lazy(() => import("./follow/enrolment"));
const Certificate = lazy(() => import("./certificate"));
const Desk = lazy(() => import("./desk"));
const Draft = lazy(() => import("./desk/draft"));
const Preview = lazy(() => import("./desk/preview"));
const Overviews = lazy(() => import("./follow"));
const Learners = lazy(() => import("./follow/learners"));
const Learner = lazy(() => import("./follow/learner"));
const Library = lazy(() => import("./library"));
const LibraryItem = lazy(() => import("./library/item"));
const Section = lazy(() => import("./library/section"));
const Importing = lazy(() => import("./library/importing"));

const PAGES = [
  { path: "/learning", key: "courses", holds: /^\/learning(\/(courses|attempts|enrolments|certificates)\b.*)?$/ },
  { path: "/learning/library", key: "library", holds: /^\/learning\/library/ },
  { path: "/learning/learners", key: "who_learns", needs: "learning.follow", holds: /^\/learning\/learners/ },
  { path: "/learning/desk", key: "desk", needs: "learning.write", holds: /^\/learning\/desk/ },
];

export default function LearningScreen() {
  return (
    <>
      <Pages />
      <Routes>
        <Route index element={<Courses />} />
        <Route path="courses/:courseId" element={<Course />} />
        <Route path="attempts/:attemptId" element={<Attempt />} />
        <Route path="enrolments/:enrolmentId" element={<Enrolment />} />
        <Route path="certificates/:code" element={<Certificate />} />
        <Route path="desk" element={<Desk />} />
        <Route path="desk/:courseId" element={<Draft />} />
        <Route path="desk/:courseId/preview" element={<Preview />} />
        <Route path="learners" element={<Overviews />} />
        <Route path="learners/courses/:courseId" element={<Learners />} />
        <Route path="learners/:accountId" element={<Learner />} />
        <Route path="learners/:accountId/certificates/:code" element={<Certificate />} />
        <Route path="library" element={<Library />} />
        <Route path="library/:itemId" element={<LibraryItem />} />
        <Route path="library/:itemId/import" element={<Importing />} />
        <Route path="library/:itemId/sections/:sectionId" element={<Section />} />
        <Route path="*" element={<Nowhere />} />
      </Routes>
    </>
  );
}

function Pages() {
  const { t } = useTranslation("learning");
  const { may } = useSession();
  const { pathname } = useLocation();
  return (
    <Group component="nav" aria-label={t("pages")} gap="xs" mb="md" className="no-print">
      {PAGES.filter(({ needs }) => !needs || may(needs)).map(({ path, key, holds }) => (
        <Button
          key={path}
          component={Link}
          to={path}
          size="compact-md"
          variant={holds.test(pathname) ? "filled" : "default"}
          aria-current={pathname === path ? "page" : undefined}
        >
          {t(key)}
        </Button>
      ))}
    </Group>
  );
}
