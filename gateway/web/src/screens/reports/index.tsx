/** Reports: the board of a supervisor, the seven dimensions, delays, endings, court returns, reports made as files. */
import "@/styles/rest.css";
import { Button, Group } from "@mantine/core";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { Link, Route, Routes, useLocation } from "react-router";
import { Nowhere } from "@/app/Nowhere";
import { Board } from "./board";

const Dimension = lazy(() => import("./dimension"));
const Delays = lazy(() => import("./delays"));
const Endings = lazy(() => import("./endings"));
const Returns = lazy(() => import("./returns"));
const Gaps = lazy(() => import("./gaps"));
const Made = lazy(() => import("./made"));

const PAGES = ["", "/by", "/delays", "/endings", "/gaps", "/returns", "/made"];

export default function ReportsScreen() {
  const { t } = useTranslation("reports");
  const { pathname, search } = useLocation();
  return (
    <>
      <Group component="nav" aria-label={t("pages")} gap="xs" mb="md" className="no-print">
        {PAGES.map((page) => {
          const path = `/reports${page}`;
          return (
            <Button key={path} component={Link} to={path + search} size="compact-md" variant={pathname === path ? "filled" : "default"} aria-current={pathname === path ? "page" : undefined}>
              {t(`page.${page.slice(1) || "board"}`)}
            </Button>
          );
        })}
      </Group>
      <Routes>
        <Route index element={<Board />} />
        <Route path="by" element={<Dimension />} />
        <Route path="delays" element={<Delays />} />
        <Route path="endings" element={<Endings />} />
        <Route path="gaps" element={<Gaps />} />
        <Route path="returns" element={<Returns />} />
        <Route path="made" element={<Made />} />
        <Route path="*" element={<Nowhere />} />
      </Routes>
    </>
  );
}
