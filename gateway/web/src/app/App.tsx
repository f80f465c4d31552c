/** The application: language, look, answers, the session, and the screens by their paths. */
import { DirectionProvider, MantineProvider, useDirection } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { BrowserRouter, Route, Routes } from "react-router";
import { newQueryClient } from "@/api/reading";
import { keepSending } from "@/forms/sending";
import { Waiting } from "@/parts/Waiting";
import { DayScreen } from "@/screens/day";
import { directionOf } from "@/words";
import { styleNonce } from "./nonce";
import { Nowhere } from "./Nowhere";
import { CERTIFICATES, Myself, SCREENS } from "./places";
import { SessionGate, useSession } from "./session";
import { Shell } from "./Shell";
import { Tellings } from "./tell";
import { theme } from "./theme";

const queries = newQueryClient();

function Directed({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const { setDirection } = useDirection();
  useEffect(() => setDirection(directionOf(i18n.language)), [i18n.language, setDirection]);
  return children;
}

/** What only those see who are signed in. */
function Inside() {
  return (
    <SessionGate>
      <Shell>
        <Places />
      </Shell>
    </SessionGate>
  );
}

/** Whoever has to choose a password of their own is answered nothing else before: wherever they go, they see the place where it is done. */
function Places() {
  const { me } = useSession();
  if (me.must_change_password) return <Myself />;
  return (
    <Routes>
      <Route path="/" element={<DayScreen />} />
      {SCREENS.map(({ path, screen: Screen }) => (
        <Route key={path} path={path} element={<Screen />} />
      ))}
      <Route path="*" element={<Nowhere />} />
    </Routes>
  );
}

export function App() {
  useEffect(() => keepSending(queries), []);
  return (
    <DirectionProvider initialDirection={document.documentElement.dir === "rtl" ? "rtl" : "ltr"} detectDirection={false}>
      <MantineProvider theme={theme} forceColorScheme="light" getStyleNonce={styleNonce}>
        <QueryClientProvider client={queries}>
          <Suspense fallback={<Waiting />}>
            <Directed>
              <BrowserRouter>
                <Routes>
                  <Route path={CERTIFICATES.path} element={<CERTIFICATES.screen />} />
                  <Route path="*" element={<Inside />} />
                </Routes>
              </BrowserRouter>
              <Tellings />
            </Directed>
          </Suspense>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
