/** A text as a QR code; nothing when it is too long for one. */
import { useMemo } from "react";
import { drawQr } from "./qr";

const QUIET = 4;

export function QrCode({ says, label }: { says: string; label: string }) {
  const grid = useMemo(() => drawQr(says), [says]);
  if (!grid) return null;
  const side = grid.length + 2 * QUIET;
  const path = grid.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ""))).join("");
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
