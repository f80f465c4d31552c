/** Administration: people and roles, courts and their calendar, the roster, the law's rules, what is told to whom, and the system itself. */
import "@/styles/rest.css";
import { useTranslation } from "react-i18next";
import { Navigate, Route, Routes } from "react-router";
import { Nowhere } from "@/app/Nowhere";
import { useSession } from "@/app/session";
import { Menu } from "./Menu";
import { PAGES } from "./pages";

export default function AdministrationScreen() {
  useTranslation("administration");
  const { may } = useSession();
  const mine = PAGES.filter(({ needs }) => needs.length === 0 || needs.some(may));
  const first = mine[0]?.page;
  return (
    <>
      <Menu pages={mine} />
      <Routes>
        <Route index element={first ? <Navigate to={`/administration/${first}`} replace /> : <Nowhere />} />
        {mine.map(({ page, screen: Screen }) => <Route key={page} path={`${page}/*`} element={<Screen />} />)}
        {mine.map(({ page, one }) => one && <Route key={`${page} one`} path={`${page}/:${one.param}`} element={<one.screen />} />)}
        <Route path="*" element={<Nowhere />} />
      </Routes>
    </>
  );
}
