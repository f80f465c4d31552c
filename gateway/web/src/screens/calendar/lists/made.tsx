/** A court's list of a day, and the lists that were made of it as files. */
import { Route, Routes } from "react-router";
import { Nowhere } from "@/app/Nowhere";
import CauseList from "./day";
import { MadeList } from "./oneMade";

export default function CauseLists() {
  return (
    <Routes>
      <Route index element={<CauseList />} />
      <Route path="made/:listId" element={<MadeList />} />
      <Route path="*" element={<Nowhere />} />
    </Routes>
  );
}
