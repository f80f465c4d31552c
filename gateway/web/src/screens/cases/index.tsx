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
const OneTask = lazy(() => import("./task"));
const Numbers = lazy(() => import("./numbers"));
const Exports = lazy(() => import("./exports"));
const Directions = lazy(() => import("./directions"));
const Appeals = lazy(() => import("./appeals"));
const Office = lazy(() => import("./office"));
const Links = lazy(() => import("./links"));

export default function CasesScreen() {
  return (
    <Routes>
      <Route index element={<CaseList />} />
      <Route path="imports" element={<Imports />} />
      <Route path="tasks" element={<TaskList />} />
      <Route path="clocks" element={<ClockList />} />
      <Route path="numbers" element={<Numbers />} />
      <Route path="exports" element={<Exports />} />
      <Route path="directions" element={<Directions />} />
      <Route path="appeals" element={<Appeals />} />
      <Route path="office" element={<Office />} />
      <Route path="handover" element={<Handover />} />
      <Route path=":caseId" element={<CaseFile />} />
      <Route path=":caseId/tasks/:taskId" element={<OneTask />} />
      <Route path=":caseId/links" element={<Links />} />
      <Route path="*" element={<Nowhere />} />
    </Routes>
  );
}
