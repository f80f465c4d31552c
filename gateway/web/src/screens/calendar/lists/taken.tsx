/** Courts' own lists: taken in, settled row by row, accepted; and all rows that wait for a clerk. */
import { Route, Routes } from "react-router";
import { Nowhere } from "@/app/Nowhere";
import { CauseListImports } from "./imports";
import { CauseListImport } from "./oneImport";
import { Queue } from "./queue";

export default function CourtsLists() {
  return (
    <Routes>
      <Route index element={<CauseListImports />} />
      <Route path="queue" element={<Queue />} />
      <Route path=":importId" element={<CauseListImport />} />
      <Route path="*" element={<Nowhere />} />
    </Routes>
  );
}
