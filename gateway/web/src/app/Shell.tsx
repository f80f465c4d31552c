/** The frame around every page: the places at the side (on a phone at the bottom), the inbox, the line, oneself. */
import { ActionIcon, Anchor, Badge, Button, Group, NavLink, Text, UnstyledButton } from "@mantine/core";
import { IconCloudOff, IconInbox, IconLogout, IconMenu2, IconUpload, IconUser } from "@tabler/icons-react";
import { Suspense, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { api } from "@/api/reading";
import { useWaiting } from "@/forms/sending";
import { Waiting } from "@/parts/Waiting";
import { Failing } from "./Failing";
import { LanguageChoice } from "./LanguageChoice";
import { PLACES, type Place } from "./places";
import { useSession } from "./session";
import { useNewVersion } from "./version";

export function useIsOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return isOnline;
}

function isAt(pathname: string, place: Place): boolean {
  return place.path === "/" ? pathname === "/" : pathname.startsWith(place.path);
}

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { me, may, signOut } = useSession();
  const { pathname } = useLocation();
  const [isOpen, setOpen] = useState(false);
  const places = PLACES.filter(({ needs }) => needs.length === 0 || needs.some(may));
  useEffect(() => setOpen(false), [pathname]);
  return (
    <>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <header className="frame-head no-print">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Anchor component={Link} to="/" underline="never" fw={700} c="ink.9">
            {t("short_name")}
          </Anchor>
          <Group gap="xs" wrap="nowrap">
            <Line />
            <WaitingToBeSent />
            <InboxButton />
            <Button component={Link} to="/me" variant="subtle" size="compact-md" px={6} aria-label={t("myself", { name: me.name })}>
              <IconUser size={20} aria-hidden />
              <Text span ms={6} size="sm" visibleFrom="sm">
                <bdi>{me.name}</bdi>
              </Text>
            </Button>
          </Group>
        </Group>
      </header>
      <nav className="frame-side no-print" data-open={isOpen || undefined} aria-label={t("places")}>
        {places.map((place) => (
          <NavLink
            key={place.path}
            component={Link}
            to={place.path}
            label={t(place.name)}
            leftSection={<place.icon size={20} aria-hidden />}
            active={isAt(pathname, place)}
            aria-current={isAt(pathname, place) ? "page" : undefined}
            variant="filled"
          />
        ))}
        <Group mt="auto" pt="md" justify="center">
          <LanguageChoice />
          {/* Here and not on one's own page alone: without a line that page may not be on the device. */}
          <Button variant="subtle" size="compact-md" leftSection={<IconLogout size={18} aria-hidden />} onClick={() => void signOut()}>
            {t("sign_out")}
          </Button>
        </Group>
      </nav>
      <main className="frame-main" id="content" tabIndex={-1}>
        <NewVersion />
        <Failing key={pathname}>
          <Suspense fallback={<Waiting />}>{children}</Suspense>
        </Failing>
      </main>
      <nav className="bottom-bar no-print" aria-label={t("places_near")}>
        {places.filter((place) => place.isNear).map((place) => (
          <Link key={place.path} to={place.path} aria-current={isAt(pathname, place) ? "page" : undefined}>
            <place.icon size={22} aria-hidden />
            {t(place.name)}
          </Link>
        ))}
        <UnstyledButton
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
          style={{ flex: 1, textAlign: "center", fontSize: 12, color: "#33475b" }}
        >
          <IconMenu2 size={22} aria-hidden style={{ display: "block", margin: "0 auto" }} />
          {t("more")}
        </UnstyledButton>
      </nav>
    </>
  );
}

function Line() {
  const { t } = useTranslation();
  const isOnline = useIsOnline();
  if (isOnline) return <span role="status" />;
  return (
    <Badge color="amber.9" leftSection={<IconCloudOff size={14} aria-hidden />} role="status">
      {t("offline")}
    </Badge>
  );
}

function WaitingToBeSent() {
  const { t } = useTranslation();
  const count = useWaiting(useSession().me.id).length;
  if (count === 0) return null;
  return (
    <Button component={Link} to="/waiting" size="compact-sm" color="amber.9" leftSection={<IconUpload size={14} aria-hidden />}>
      {t("waiting_to_be_sent", { count })}
    </Button>
  );
}

function InboxButton() {
  const { t } = useTranslation();
  const unread = api.useQuery("get", "/api/inbox/unread", {}, { staleTime: 30_000 }).data?.unread ?? 0;
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon component={Link} to="/inbox" variant="subtle" size="lg" aria-label={t("inbox_unread", { count: unread })}>
        <IconInbox size={20} aria-hidden />
      </ActionIcon>
      {unread > 0 && (
        <Badge size="sm" color="red.9" aria-hidden className="number">
          {unread}
        </Badge>
      )}
    </Group>
  );
}

function NewVersion() {
  const { t } = useTranslation();
  const take = useNewVersion();
  if (!take) return null;
  return (
    <Group mb="sm" role="status" className="no-print">
      <Text size="sm">{t("new_version")}</Text>
      <Button size="compact-sm" variant="default" onClick={take}>
        {t("take_new_version")}
      </Button>
    </Group>
  );
}
