/** Cases: the list, the file of one, registering, importing, tasks and clocks across cases. */
import "@/styles/rest.css";
import { lazy } from "react";
import { Route, Routes } from "react-router";
import { Nowhere } from "@/app/Nowhere";
import { CaseList } from "./list";

const CaseFile = lazy(() => import("./file"));
const Imports = lazy(() => import("./imports"));
const TaskList = lazy(() => import("./tasks"));
const ClockList = lazy(() => import("./clocks"));
const Handover = lazy(() => import("./handover"));
const Links = lazy(() => import("./links"));

export default function CasesScreen() {
  return (
    <Routes>
      <Route index element={<CaseList />} />
      <Route path="imports" element={<Imports />} />
      <Route path="tasks" element={<TaskList />} />
      <Route path="clocks" element={<ClockList />} />
      <Route path="handover" element={<Handover />} />
      <Route path=":caseId" element={<CaseFile />} />
      <Route path=":caseId/links" element={<Links />} />
      <Route path="*" element={<Nowhere />} />
    </Routes>
  );
}
