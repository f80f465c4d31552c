/** A way between pages or parts: all of it in sight on a desk, on a phone folded behind the one that one is at. */
import { Box, type BoxProps } from "@mantine/core";
import type { ReactNode, Ref } from "react";
import { useLocation } from "react-router";

interface Props extends BoxProps { label: string; folded: ReactNode; children: ReactNode; at?: Ref<HTMLElement> }

export function FoldedMenu({ label, folded, children, at, className = "", ...box }: Props) {
  const { pathname, hash } = useLocation();
  return (
    <Box component="nav" ref={at} aria-label={label} className={`${className} no-print`} {...box}>
      <Box visibleFrom="sm">{children}</Box>
      {/* A new key folds it again as soon as one has gone somewhere. */}
      <Box hiddenFrom="sm" component="details" className="folded" key={pathname + hash}>
        <summary>{folded}</summary>
        {children}
      </Box>
    </Box>
  );
}
