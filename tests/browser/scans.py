"""A PDF as scanners write them: its pictures by CCITT group 4, JBIG2 and JPEG 2000, each black at its left and white at its right."""

from __future__ import annotations

import io
import secrets
import struct
from typing import Final

from PIL import Image

SIZE: Final = 256
# What is drawn where on a sheet of 600 by 900 points: from the lowest up.
CODINGS: Final = ("CCITTFaxDecode", "JBIG2Decode", "JPXDecode")
_SIDE: Final = 200


def draw_scan(says: str, padding: int = 0) -> bytes:
    """Give the PDF with a line of text above the pictures, and with as many bytes more that nobody sees."""
    fax = _encode_fax()
    streams = {"CCITTFaxDecode": fax, "JBIG2Decode": _wrap_fax(fax), "JPXDecode": _encode_jpx()}
    places = " ".join(
        f"q {_SIDE} 0 0 {_SIDE} 200 {50 + 280 * number} cm /I{number} Do Q" for number in range(len(CODINGS))
    )
    names = " ".join(f"/I{number} {4 + number + 1} 0 R" for number in range(len(CODINGS)))
    font = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 900] /Contents 4 0 R /Resources << {font} /XObject << {names} >> >> >>".encode(),
        _stream(f"BT /F 14 Tf 50 870 Td ({says}) Tj ET\n{places}".encode(), ""),
        *(_stream(streams[coding], _describe(coding)) for coding in CODINGS),
        _stream(secrets.token_bytes(padding), ""),
    ]
    return _bind(objects)


def _describe(coding: str) -> str:
    picture = f"/Type /XObject /Subtype /Image /Width {SIZE} /Height {SIZE} /Filter /{coding}"
    if coding == "JPXDecode":
        return picture
    parameters = f"/DecodeParms << /K -1 /Columns {SIZE} /Rows {SIZE} >>" if coding == "CCITTFaxDecode" else ""
    return f"{picture} /ColorSpace /DeviceGray /BitsPerComponent 1 {parameters}"


def _encode_fax() -> bytes:
    """Give the picture by the codes of ITU-T T.6, cut out of a TIFF of one strip."""
    # In a fax's codes the paper is 0 and what is black on it 1.
    picture = Image.new("1", (SIZE, SIZE), 0)
    picture.paste(1, (0, 0, SIZE // 2, SIZE))
    written = io.BytesIO()
    picture.save(written, "TIFF", compression="group4", tiffinfo={278: SIZE})
    tags = Image.open(io.BytesIO(written.getvalue())).tag_v2  # type: ignore[attr-defined]
    (start,), (length,) = tags[273], tags[279]
    return written.getvalue()[start : start + length]


def _wrap_fax(fax: bytes) -> bytes:
    """Give the same codes as JBIG2: a page and one generic region coded by MMR (ITU-T T.88, 7.4.6 and 7.4.8)."""
    page = struct.pack(">IIIIBH", SIZE, SIZE, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", SIZE, SIZE, 0, 0, 0, 1) + fax
    return _segment(0, 48, page) + _segment(1, 38, region)


def _segment(number: int, kind: int, content: bytes) -> bytes:
    return struct.pack(">IBBBI", number, kind, 0, 1, len(content)) + content


def _encode_jpx() -> bytes:
    picture = Image.new("RGB", (SIZE, SIZE), "white")
    picture.paste((0, 0, 0), (0, 0, SIZE // 2, SIZE))
    written = io.BytesIO()
    picture.save(written, "JPEG2000")
    return written.getvalue()


def _stream(content: bytes, more: str) -> bytes:
    return f"<< /Length {len(content)} {more} >>\nstream\n".encode() + content + b"\nendstream"


def _bind(objects: list[bytes]) -> bytes:
    """Give the file: each object with its number, the table of their places, and where that begins."""
    file = b"%PDF-1.5\n"
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(len(file))
        file += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    return file + end.encode()
