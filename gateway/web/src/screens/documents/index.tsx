/** Documents: search in what they say, the newest, and one with its versions. */
import "@/styles/rest.css";
import { lazy } from "react";
import { Route, Routes } from "react-router";
import { Nowhere } from "@/app/Nowhere";
import { DocumentList } from "./list";

const OneDocument = lazy(() => import("./one"));

export default function DocumentsScreen() {
  return (
    <Routes>
      <Route index element={<DocumentList />} />
      <Route path=":documentId" element={<OneDocument />} />
      <Route path="*" element={<Nowhere />} />
    </Routes>
  );
}
